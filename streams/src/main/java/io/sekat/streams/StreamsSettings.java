package io.sekat.streams;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.topics.Topic;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How the Streams application runs (design section 1). */
public final class StreamsSettings {
    /**
     * What an instance that was killed wrote without committing keeps readers waiting for this long at most, and its
     * work goes to another instance after as long.
     */
    private static final int FAILOVER_MS = (int) Duration.ofSeconds(10).toMillis();

    private static final int POLL_MS = 5;
    /**
     * What a changelog gets between two commits while a directory is loaded fits into a few batches. A producer's memory of
     * 32 MiB is enough for 512 that are open.
     */
    private static final int BATCH_BYTES = 64 * 1024;

    /** What a thread of files takes on before it looks whether alerts are late: some milliseconds of work. */
    private static final int FILES_AT_ONCE = 100;

    private StreamsSettings() {}

    /**
     * Properties of a part of one instance; {@code kafka.*} settings come last, so they win. Only where reading begins without
     * a committed offset is said to the consumers by their prefix: whoever skips what was there loses it.
     */
    public static Properties of(Part part, Settings settings) {
        Properties properties = new Properties();
        String id = part.group(settings);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.get(
                                switch (part) {
                                    case ALERTS -> SettingCatalogue.COMMIT_INTERVAL;
                                    case FILES -> SettingCatalogue.FILES_COMMIT_INTERVAL;
                                })
                        .toMillis());
        // An idle thread sleeps in poll for this long, and neither settles accounts nor commits meanwhile.
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        // No task waits for one of its topics because of what another has: what is decided does not depend on the
        // order.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                settings.get(
                        switch (part) {
                            case ALERTS -> SettingCatalogue.STREAM_THREADS;
                            case FILES -> SettingCatalogue.FILES_THREADS;
                        }));
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.get(SettingCatalogue.STANDBYS));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.get(SettingCatalogue.STATE_DIR));
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.get(SettingCatalogue.REPLICATION));
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Each commit flushes; waiting longer for fuller batches only delays what a commit is waiting for.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_RECORD);
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), String.valueOf(Topic.LARGEST_RECORD));
        properties.putAll(settings.kafkaClient(id));
        // Kafka Streams compares the commit interval with what stands under this name, and with nothing else.
        String transactionTimeout = ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
        properties.putIfAbsent(
                StreamsConfig.producerPrefix(transactionTimeout),
                properties.getOrDefault(transactionTimeout, FAILOVER_MS));
        putIfUnsaid(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, FAILOVER_MS);
        if (part == Part.FILES) {
            putIfUnsaid(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, FILES_AT_ONCE);
        }
        // Its threads must be told from those of other instances, and of its own last life, among the members of the
        // group.
        properties.compute(StreamsConfig.CLIENT_ID_CONFIG, (key, client) -> client + "-" + UUID.randomUUID());
        return properties;
    }

    /** Sets what the consumers of the inputs have where nothing else is wanted; those that restore state are others. */
    private static void putIfUnsaid(Properties properties, String name, int value) {
        if (!properties.containsKey(name) && !properties.containsKey(StreamsConfig.consumerPrefix(name))) {
            properties.putIfAbsent(StreamsConfig.mainConsumerPrefix(name), value);
        }
    }
}
