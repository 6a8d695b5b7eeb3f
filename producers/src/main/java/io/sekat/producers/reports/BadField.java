package io.sekat.producers.reports;

import io.sekat.events.RejectReason;

/**
 * A field of a report's JSON that cannot be used.
 *
 * @param reason the reason's code
 * @param field where it stands, e.g. {@code payments[0].amount}; empty: the JSON as a whole
 * @param problem its value and what was expected
 */
public record BadField(RejectReason reason, String field, String problem) {
    /** Field and problem, for people. */
    public String message() {
        return field.isEmpty() ? problem : "field " + field + ": " + problem;
    }
}
