package io.sekat.producers;

import io.sekat.events.RejectReason;

/**
 * A row or line that was refused.
 *
 * @param file name of its file
 * @param line number of its first line, from 1
 * @param reason the reason's code
 * @param message the column or field, its value and what was expected
 */
public record BadRow(String file, long line, RejectReason reason, String message) {
    /** For people: {@code accounts.csv:17: column status: 'FOO' is not valid: expected ACTIVE, DORMANT or CLOSED}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
