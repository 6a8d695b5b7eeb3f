package io.sekat.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * When accounts or numbers are to be looked at again, in the order of time, so that looking costs what is due and nothing
 * for all others. The store survives restarts and goes with its partition (docs/decisions/0014).
 */
public final class Deadlines {
    private static final byte[] NOTHING = {};

    private final KeyValueStore<Bytes, byte[]> store;

    /**
     * @param store where they are kept; nothing else is
     */
    public Deadlines(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /**
     * Moves the one entry of a subject.
     *
     * @param from when it was to be looked at, UTC; null: never
     * @param to when it is to be looked at, UTC; null: never
     */
    public void move(String subject, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && !from.equals(to)) {
            store.delete(key(from, subject));
        }
        if (to != null && !to.equals(from)) {
            store.put(key(to, subject), NOTHING);
        }
    }

    /** The subjects that are to be looked at by now, those that are due longest first; they stay until they are moved. */
    public List<String> due(Instant now) {
        List<String> subjects = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> due = until(now)) {
            while (due.hasNext()) {
                KeyValue<Bytes, byte[]> entry = due.next();
                byte[] key = entry.key.get();
                subjects.add(new String(Arrays.copyOfRange(key, Long.BYTES, key.length), StandardCharsets.UTF_8));
            }
        }
        return subjects;
    }

    /** Whether a subject is to be looked at by now. */
    public boolean isDue(Instant now) {
        try (KeyValueIterator<Bytes, byte[]> due = until(now)) {
            return due.hasNext();
        }
    }

    private KeyValueIterator<Bytes, byte[]> until(Instant now) {
        return store.range(key(Instant.EPOCH, ""), key(now.plusMillis(1), ""));
    }

    private static Bytes key(Instant at, String subject) {
        byte[] name = subject.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(at.toEpochMilli())
                .put(name)
                .array());
    }
}
