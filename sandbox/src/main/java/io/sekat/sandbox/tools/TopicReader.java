package io.sekat.sandbox.tools;

import io.sekat.config.Settings;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads one topic from its beginning, committed records only, without a group: looking changes nothing.
 *
 * @param <V> type of the values
 */
public final class TopicReader<V extends SpecificRecord> implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(200);

    private final KafkaConsumer<String, Incoming<V>> consumer;
    private final List<TopicPartition> partitions;

    private TopicReader(KafkaConsumer<String, Incoming<V>> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * Opens a topic.
     *
     * @throws IllegalStateException when the broker has no such topic
     */
    public static <V extends SpecificRecord> TopicReader<V> open(Settings settings, Topic<V> topic) {
        Map<String, Object> config = new HashMap<>(settings.kafkaClient("sekat-reader-" + topic.name()));
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        KafkaConsumer<String, Incoming<V>> consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), AvroSerdes.of(settings).incoming(topic.type()));
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new TopicReader<>(consumer, partitions);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Topic<?> topic) {
        List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic.name(), List.of()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            consumer.close();
            throw new IllegalStateException("topic " + topic.name()
                    + " does not exist on this cluster: run 'sekat provision', or load its participant first");
        }
        return partitions;
    }

    /** Hands over what is there now, in the order of the partitions, and returns. */
    public void readToEnd(Consumer<ConsumerRecord<String, Incoming<V>>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(WAIT).forEach(reader);
        }
    }

    /** Passes over what is there now. */
    public void skipToEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // it seeks only when it is asked for
    }

    /** Hands over what comes within a short wait. */
    public void readNext(Consumer<ConsumerRecord<String, Incoming<V>>> reader) {
        consumer.poll(WAIT).forEach(reader);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
