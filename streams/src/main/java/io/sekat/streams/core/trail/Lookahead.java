package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/** A scan that shows its next value before that is passed. */
final class Lookahead<V> implements AutoCloseable {
    private final Scan<V> scan;
    private boolean isStarted;
    private @Nullable V next;

    Lookahead(Scan<V> scan) {
        this.scan = scan;
    }

    /** The next value; null: none. */
    @Nullable
    V peek() {
        return isStarted ? next : step();
    }

    /** Passes the next value, and shows the one after it; null: none. */
    @Nullable
    V step() {
        isStarted = true;
        next = scan.hasNext() ? scan.next() : null;
        return next;
    }

    @Override
    public void close() {
        scan.close();
    }
}
