package io.sekat.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Accounts or numbers about which people are asked because nobody takes part who could be: an instance learns of a participant
 * when it reads of it, which may be after what is to be asked of it (docs/decisions/0043). Used by the thread of the task.
 */
public final class Unasked {
    /** At a time: the thread has alerts to see to in between. */
    private static final int MOST = 500;

    private static final long NEVER = -1;
    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, byte[]> store;
    private final ParticipantChanges changes;
    private long lookedAt = NEVER;

    /**
     * @param store where they are kept, by subject
     * @param changes of the table of participants
     */
    public Unasked(KeyValueStore<String, byte[]> store, ParticipantChanges changes) {
        this.store = store;
        this.changes = changes;
    }

    /** Keeps one. */
    public void add(String subject) {
        if (store.get(subject) == null) {
            store.put(subject, NOTHING);
        }
    }

    /** Keeps it no more. */
    public void remove(String subject) {
        store.delete(subject);
    }

    /**
     * Takes out those that somebody can be asked about now; at once none, unless participants changed since. What is to be
     * asked is to be decided anew.
     *
     * @param canBeAsked tells by a subject
     */
    public List<String> takeThoseWhoCanBeAsked(Predicate<String> canBeAsked) {
        long count = changes.count();
        if (count == lookedAt) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext() && found.size() < MOST) {
                KeyValue<String, byte[]> next = all.next();
                if (canBeAsked.test(next.key)) {
                    found.add(next.key);
                }
            }
        }
        if (found.size() < MOST) {
            lookedAt = count;
        }
        found.forEach(this::remove);
        return found;
    }
}
