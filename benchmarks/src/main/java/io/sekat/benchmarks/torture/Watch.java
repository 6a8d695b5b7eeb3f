package io.sekat.benchmarks.torture;

import io.sekat.config.Settings;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Notes when each report first came out as an enriched report: how long the system was hurt is seen by it. */
final class Watch implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "torture-watch");
    private volatile boolean closing;

    Watch(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("torture-watch");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ENRICHED_REPORTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closing) {
            consumer.poll(WAIT)
                    .forEach(record -> seenAt.putIfAbsent(
                            new String(record.key(), StandardCharsets.UTF_8), System.currentTimeMillis()));
        }
        consumer.close();
    }

    /** When each report was first seen, in milliseconds since 1970. */
    Map<String, Long> seenAt() {
        return seenAt;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
