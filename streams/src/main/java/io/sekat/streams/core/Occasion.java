package io.sekat.streams.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The circumstances of a decision.
 *
 * @param causedAt when the broker took the event that caused it, UTC
 * @param now when it is taken, UTC
 * @param respondWithin time that the participant who is asked has to answer; empty: it does not take part
 */
public record Occasion(Instant causedAt, Instant now, Optional<Duration> respondWithin) {

    /** Whether the participant concerned takes part, so that it can be asked. */
    public boolean takesPart() {
        return respondWithin.isPresent();
    }

    /** When an answer to what is asked now is due, UTC. */
    public Instant respondBy() {
        return now.plus(respondWithin.orElse(Duration.ZERO));
    }
}
