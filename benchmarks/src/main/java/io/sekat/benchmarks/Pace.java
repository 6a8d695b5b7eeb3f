package io.sekat.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed rate that waits for nobody: what is late is sent at once and the next is due when it was due, so that a slow
 * system cannot slow down the load that it is measured with.
 */
final class Pace {
    private final long start = System.nanoTime();
    private final double nanosEach;

    /** Begins now, with that many a second. */
    Pace(int perSecond) {
        nanosEach = (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Returns when the item is due, counted from 0. */
    void await(long item) {
        long due = start + (long) (item * nanosEach);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Since it began. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
