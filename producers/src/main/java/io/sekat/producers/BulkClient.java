package io.sekat.producers;

import io.sekat.config.Settings;
import io.sekat.topics.Topic;
import java.util.Map;

/** How the Kafka producer of whoever sends much at once is set: feeds from files, and the benches that measure them. */
public final class BulkClient {
    private BulkClient() {}

    /**
     * Properties without serializers. What tunes the producer can be set ({@code kafka.*}); what keeps it from losing or
     * doubling rows cannot.
     */
    public static Map<String, Object> config(Settings settings, String clientId) {
        Map<String, Object> config = settings.kafkaClient(clientId);
        config.putIfAbsent("compression.type", "lz4");
        config.putIfAbsent("linger.ms", 20);
        config.putIfAbsent("batch.size", 256 * 1024);
        config.putIfAbsent("buffer.memory", 64L * 1024 * 1024);
        config.putIfAbsent("max.request.size", Topic.LARGEST_RECORD);
        config.put("enable.idempotence", true);
        config.put("acks", "all");
        // A partition that has nothing of a producer yet takes any request for its first (KAFKA-14359, KAFKA-15591).
        // Where the first one meets a broker that is not its leader yet, as with topics made a moment ago, and the
        // second does not, the first is refused as out of order until it expires: rows in a wrong order, and a load
        // that fails.
        config.put("max.in.flight.requests.per.connection", 1);
        return config;
    }
}
