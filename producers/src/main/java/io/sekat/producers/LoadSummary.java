package io.sekat.producers;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a file. Rows that are in none of the three counts were not sent, because a failure ended the reading.
 *
 * @param rows rows read, the header aside
 * @param loaded rows that the brokers acknowledged
 * @param rejected rows that were refused
 * @param failed records that could not be written, rejected ones included
 * @param firstFailure the first of them, with row, topic and cause
 * @param took from the first row to the last acknowledgement
 */
public record LoadSummary(
        long rows, long loaded, long rejected, long failed, Optional<String> firstFailure, Duration took) {

    /** Whether every row is loaded. */
    public boolean isClean() {
        return rejected == 0 && failed == 0;
    }

    /** Rows read in a second. */
    public long rowsPerSecond() {
        return Math.round(rows / Math.max(1e-9, took.toNanos() / 1e9));
    }
}
