package io.sekat.producers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Publishes a file row by row until it ends or a failure makes it useless to go on. */
final class Rows {
    private final Publisher publisher;
    private final LoadListener listener;
    private long read;
    private long rejected;

    Rows(Publisher publisher, LoadListener listener) {
        this.publisher = publisher;
        this.listener = listener;
    }

    /** Takes one row. */
    @FunctionalInterface
    interface Step {
        /**
         * Reads and sends the next row.
         *
         * @return whether there was one
         */
        boolean next() throws IOException;
    }

    /**
     * Takes row after row.
     *
     * @param file its name for people
     */
    LoadSummary publish(String file, Step step) {
        long start = System.nanoTime();
        try {
            while (!publisher.isBroken() && step.next()) {
                read++;
                listener.read(read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read on after " + read + " rows (" + e + ")", e);
        }
        publisher.flush();
        return new LoadSummary(
                read,
                publisher.loaded(),
                rejected,
                publisher.failed(),
                publisher.firstFailure(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** Counts a row that was refused and tells the listener. */
    void rejected(BadRow row) {
        rejected++;
        listener.rejected(row);
    }
}
