package io.sekat.streams.core.intake;

import io.sekat.identifiers.ParticipantId;
import java.util.Optional;

/** Which banks take part. */
@FunctionalInterface
public interface Banks {
    /**
     * Finds a bank.
     *
     * @param typed its BIC or one of its aliases, in any case, surrounded by blanks or not
     * @return empty when no participating bank is called that
     */
    Optional<ParticipantId> find(String typed);
}
