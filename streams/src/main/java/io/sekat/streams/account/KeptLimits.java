package io.sekat.streams.account;

import io.sekat.streams.LimitsChanged;
import io.sekat.streams.core.trail.Limits;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The limits that a partition's money was followed with. What was followed is not worked out again when a setting changes,
 * so the two must not differ (docs/decisions/0025).
 */
final class KeptLimits {
    private static final Bytes KEY = BookKey.of("", 'L').end();

    private final KeyValueStore<Bytes, byte[]> store;
    private final String limits;
    private boolean kept;

    /**
     * @throws LimitsChanged when the partition has others
     */
    KeptLimits(KeyValueStore<Bytes, byte[]> store, Limits limits) {
        this.store = store;
        this.limits = limits.text();
        byte[] stored = store.get(KEY);
        this.kept = stored != null;
        String before = stored == null ? this.limits : new String(stored, StandardCharsets.UTF_8);
        if (!before.equals(this.limits)) {
            throw new LimitsChanged(before, this.limits);
        }
    }

    /** Writes them down, once. */
    void keep() {
        if (!kept) {
            store.put(KEY, limits.getBytes(StandardCharsets.UTF_8));
            kept = true;
        }
    }
}
