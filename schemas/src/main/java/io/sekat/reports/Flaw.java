package io.sekat.reports;

import io.sekat.events.RejectReason;

/**
 * Why a report cannot be accepted.
 *
 * @param reason the reason's code
 * @param field the event's field, e.g. {@code payments[0].amount}; empty: the report as a whole
 * @param problem what is wrong with it and what was expected
 */
public record Flaw(RejectReason reason, String field, String problem) {
    /** Field and problem, for people. */
    public String message() {
        return field.isEmpty() ? problem : field + " " + problem;
    }
}
