package io.sekat.consumers.alerts;

import java.util.concurrent.atomic.LongAdder;

/** Counts of a feed: written by its thread, read by any. */
final class Tally {
    final LongAdder handled = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder rejected = new LongAdder();
    private volatile int waiting;

    void waiting(int now) {
        waiting = now;
    }

    FeedCounts counts() {
        return new FeedCounts(handled.sum(), answered.sum(), skipped.sum(), retried.sum(), rejected.sum(), waiting);
    }
}
