package io.sekat.streams.core.phone;

import io.sekat.events.BlockOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator answered.
 *
 * @param alertId the request that it answered
 * @param revision the revision that it answered
 * @param outcome what it did
 * @param reason why it refused; null: it did not say
 * @param respondedAt when it was done, as the operator says, UTC
 * @param recordedAt when the broker took the answer, UTC
 * @param late whether it came after the deadline
 */
public record OperatorAnswer(
        String alertId,
        long revision,
        BlockOutcome outcome,
        @Nullable String reason,
        Instant respondedAt,
        Instant recordedAt,
        boolean late) {

    /** Whether the operator says that it blocks. */
    boolean saysBlocked() {
        return outcome == BlockOutcome.BLOCKED;
    }

    /** Whether this one is the truth after that one: the answer to a newer revision, or a later one to the same. */
    boolean replaces(OperatorAnswer other) {
        return revision > other.revision || (revision == other.revision && !respondedAt.isBefore(other.respondedAt));
    }
}
