package io.sekat.streams.account;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The accounts of one task that are to be settled: few, and written down only so that a commit in between loses none. */
final class UnsettledAccounts {
    private final KeyValueStore<String, Unsettled> store;
    private final Map<String, Unsettled> notes = new TreeMap<>();

    UnsettledAccounts(KeyValueStore<String, Unsettled> store) {
        this.store = store;
        try (KeyValueIterator<String, Unsettled> stored = store.all()) {
            while (stored.hasNext()) {
                KeyValue<String, Unsettled> note = stored.next();
                notes.put(note.key, note.value);
            }
        }
    }

    /** The note of an account; null: nothing changed since all were told. */
    @Nullable
    Unsettled get(String account) {
        return notes.get(account);
    }

    void put(String account, Unsettled note) {
        store.put(account, note);
        notes.put(account, note);
    }

    void remove(String account) {
        store.delete(account);
        notes.remove(account);
    }

    boolean isEmpty() {
        return notes.isEmpty();
    }

    /** Gives all notes that there are now, in the order of the accounts' names; they may be removed meanwhile. */
    void forEach(BiConsumer<String, Unsettled> action) {
        new TreeMap<>(notes).forEach(action);
    }
}
