package io.sekat.streams.core.trail;

import java.util.Iterator;

/**
 * Reads what is stored, one value at a time and no further than asked; open until closed.
 *
 * @param <V> what is read
 */
public interface Scan<V> extends Iterator<V>, AutoCloseable {
    @Override
    void close();
}
