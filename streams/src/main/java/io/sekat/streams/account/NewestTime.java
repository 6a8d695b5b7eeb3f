package io.sekat.streams.account;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The time of the newest transfer of a partition. It is kept to the minute, as every transfer moves it. */
final class NewestTime {
    private static final Bytes KEY = BookKey.of("", 'W').end();
    private static final Duration COARSE = Duration.ofMinutes(1);

    private final KeyValueStore<Bytes, byte[]> store;
    private Instant newest;
    private Instant kept;

    NewestTime(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        byte[] stored = store.get(KEY);
        this.kept = stored == null
                ? Instant.EPOCH
                : Instant.ofEpochMilli(ByteBuffer.wrap(stored).getLong());
        this.newest = kept;
    }

    /** The newest time seen, UTC; 1970 before any. */
    Instant get() {
        return newest;
    }

    /** Sees a transfer's time. */
    void see(Instant settledAt) {
        if (settledAt.isAfter(newest)) {
            newest = settledAt;
            if (newest.isAfter(kept.plus(COARSE))) {
                kept = newest;
                store.put(
                        KEY,
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(kept.toEpochMilli())
                                .array());
            }
        }
    }
}
