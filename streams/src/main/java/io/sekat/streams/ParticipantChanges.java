package io.sekat.streams;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How often the table of participants on this instance has changed: whoever looked at it need look again only when it
 * did. For any thread.
 */
public final class ParticipantChanges {
    private final AtomicLong count = new AtomicLong();

    /** The table has changed. */
    public void add() {
        count.incrementAndGet();
    }

    /** How often. To be asked before a look: what changes during it is then looked at again. */
    public long count() {
        return count.get();
    }
}
