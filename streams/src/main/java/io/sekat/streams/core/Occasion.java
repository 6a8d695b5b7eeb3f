package io.sekat.streams.core;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The circumstances of a decision.
 *
 * @param causedAt when the broker took the event that caused it, UTC
 * @param now when it is taken, UTC
 * @param takesPart whether the participant concerned takes part, so that it can be asked
 * @param respondWithin time that a participant has to answer, by its identifier; one that takes part no more has time
 *     too, as it may have to let go of something
 */
public record Occasion(Instant causedAt, Instant now, boolean takesPart, Function<String, Duration> respondWithin) {

    /** When an answer to what a participant is asked now is due, UTC. */
    public Instant respondBy(String participant) {
        return now.plus(respondWithin.apply(participant));
    }
}
