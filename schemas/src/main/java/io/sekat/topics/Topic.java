package io.sekat.topics;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic as a typed object. Keys are plain UTF-8 strings everywhere (design section 1).
 *
 * @param name name on the broker
 * @param key what the key is, in words
 * @param type class of the values
 * @param spread how many partitions
 * @param cleanup what the broker may remove
 * @param retention how long records are kept; empty: for ever
 * @param <V> class of the values
 */
public record Topic<V extends SpecificRecord>(
        String name, String key, Class<V> type, Spread spread, Cleanup cleanup, Optional<Duration> retention) {

    /**
     * Largest record that others may write, in bytes: what brokers take where nothing else is said. It is said, so that no
     * broker takes more.
     */
    public static final int LARGEST_INPUT_RECORD = (1 << 20) + 12;

    /**
     * Largest record that Sekat writes, in bytes: a rejected record wraps another, and what is known of a report or an
     * account grows with what others say of it. Far above all of it, as a record that the broker does not take stops the
     * partition.
     */
    public static final int LARGEST_RECORD = 16 << 20;

    /** How the records of a topic are spread. */
    public enum Spread {
        /** Over the configured number of partitions, the same for all such topics: they are joined by key. */
        BY_KEY,
        /** One partition: order over all keys matters, or there is little of it. */
        SINGLE
    }

    /**
     * The broker's settings of this topic. Record timestamps are append time, so that a feed of last month's events
     * is not deleted on arrival.
     */
    public Map<String, String> brokerConfig() {
        Map<String, String> config = new java.util.TreeMap<>();
        config.put("cleanup.policy", cleanup.policy());
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("retention.ms", retention.map(Duration::toMillis).orElse(-1L).toString());
        config.put(
                "max.message.bytes",
                Integer.toString(Topics.INPUTS.contains(this) ? LARGEST_INPUT_RECORD : LARGEST_RECORD));
        return config;
    }

    @Override
    public String toString() {
        return name;
    }
}
