package io.sekat.streams.account;

import io.sekat.streams.core.trail.Scan;
import io.sekat.streams.core.trail.Shelf;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A shelf of one account's book, in the store of all books.
 *
 * @param <K> the key
 * @param <V> the value
 */
final class StoredShelf<K, V> implements Shelf<K, V> {
    private final KeyValueStore<Bytes, byte[]> store;

    private final Bytes prefix;
    private final BiFunction<BookKey, K, BookKey> keys;
    private final Serde<V> values;

    StoredShelf(
            KeyValueStore<Bytes, byte[]> store, Bytes prefix, BiFunction<BookKey, K, BookKey> keys, Serde<V> values) {
        this.store = store;
        this.prefix = prefix;
        this.keys = keys;
        this.values = values;
    }

    @Override
    public @Nullable V get(K key) {
        byte[] stored = store.get(key(key));
        return stored == null ? null : read(stored);
    }

    @Override
    public void put(K key, V value) {
        store.put(key(key), values.serializer().serialize(store.name(), value));
    }

    @Override
    public void remove(K key) {
        store.delete(key(key));
    }

    @Override
    public Scan<V> from(K key) {
        return scan(store.range(key(key), BookKey.endOf(prefix)), null);
    }

    @Override
    public Scan<V> before(K key) {
        Bytes end = key(key);
        return scan(store.reverseRange(prefix, end), end);
    }

    /** Every value, in ascending order. */
    Scan<V> all() {
        return scan(store.range(prefix, BookKey.endOf(prefix)), null);
    }

    /** Every value, in descending order. */
    Scan<V> newestFirst() {
        return scan(store.reverseRange(prefix, BookKey.endOf(prefix)), null);
    }

    private Bytes key(K key) {
        return keys.apply(BookKey.after(prefix), key).end();
    }

    private V read(byte[] stored) {
        return values.deserializer().deserialize(store.name(), stored);
    }

    private Scan<V> scan(KeyValueIterator<Bytes, byte[]> entries, @Nullable Bytes excluded) {
        return new Scan<>() {
            private @Nullable KeyValue<Bytes, byte[]> next;

            @Override
            public boolean hasNext() {
                while (next == null && entries.hasNext()) {
                    KeyValue<Bytes, byte[]> entry = entries.next();
                    next = entry.key.equals(excluded) ? null : entry;
                }
                return next != null;
            }

            @Override
            public V next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException();
                }
                byte[] value = next.value;
                next = null;
                return read(value);
            }

            @Override
            public void close() {
                entries.close();
            }
        };
    }
}
