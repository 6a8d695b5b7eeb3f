package io.sekat.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed rate that waits for nobody: what is late is sent at once and the next is due when it was due, so that a slow
 * system cannot slow down the load that it is measured with.
 */
public final class Pace {
    private final long start = System.nanoTime();
    private final double nanosEach;

    /** Begins now, with that many a second. */
    public Pace(int perSecond) {
        nanosEach = (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Returns when the item is due, counted from 0. */
    public void await(long item) {
        long due = due(item);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** When the item is due, counted from 0, as {@link System#nanoTime} has it. */
    public long due(long item) {
        return start + (long) (item * nanosEach);
    }
}
