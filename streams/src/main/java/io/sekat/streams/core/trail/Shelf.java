package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/**
 * Values stored in the order of their keys. Every value knows its key. Nothing is put or removed while a scan is open.
 *
 * @param <K> the key; the stored order is that of its {@code compareTo}
 * @param <V> the value
 */
public interface Shelf<K, V> {
    /** What is stored under the key; null: nothing. */
    @Nullable
    V get(K key);

    /** Stores, in place of what was there. */
    void put(K key, V value);

    /** Removes what is there, if anything is. */
    void remove(K key);

    /** Every value from this key on, the key's own included, in ascending order. */
    Scan<V> from(K key);

    /** Every value before this key, the key's own not included, in descending order. */
    Scan<V> before(K key);
}
