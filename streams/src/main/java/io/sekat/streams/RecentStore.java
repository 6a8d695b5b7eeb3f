package io.sekat.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store of which what was read or written last need not be read again. It is for one task, and made anew with it: what
 * an aborted transaction wrote is not true.
 *
 * @param <V> cannot be changed
 */
public final class RecentStore<V> {
    private final KeyValueStore<String, V> store;
    private final Map<String, V> recent;

    /**
     * @param store where all are; nobody else writes to it
     * @param most so many are at hand, those that were used last
     */
    public RecentStore(KeyValueStore<String, V> store, int most) {
        this.store = store;
        this.recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** What is kept under a key. */
    public Optional<V> get(String key) {
        V known = recent.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<V> stored = Optional.ofNullable(store.get(key));
        stored.ifPresent(value -> recent.put(key, value));
        return stored;
    }

    /** Replaces it. */
    public void put(String key, V value) {
        store.put(key, value);
        recent.put(key, value);
    }
}
