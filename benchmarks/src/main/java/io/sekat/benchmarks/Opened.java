package io.sekat.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was opened one after the other, to be closed in the reverse order. */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Keeps it, to be closed. */
    <T extends AutoCloseable> T add(T one) {
        opened.push(one);
        return one;
    }

    /**
     * Closes all, also after one that cannot be: what is left open is a process that runs on.
     *
     * @throws IllegalStateException of what was thrown first
     */
    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!opened.isEmpty()) {
            failure = closed(opened.pop(), failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable IllegalStateException closed(AutoCloseable one, @Nullable IllegalStateException earlier) {
        try {
            one.close();
            return earlier;
        } catch (Exception e) {
            if (earlier == null) {
                return new IllegalStateException("could not be closed in order: " + e, e);
            }
            earlier.addSuppressed(e);
            return earlier;
        }
    }

    /** Closes all because of something that went wrong, which is what is to be told. */
    void closeAfter(Exception thrown) {
        try {
            close();
        } catch (IllegalStateException e) {
            thrown.addSuppressed(e);
        }
    }
}
