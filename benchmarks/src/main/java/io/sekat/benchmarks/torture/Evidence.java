package io.sekat.benchmarks.torture;

import io.sekat.config.Settings;
import io.sekat.events.BlockRequest;
import io.sekat.events.EnrichedReport;
import io.sekat.events.Escalation;
import io.sekat.events.FreezeAlert;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReturnRequest;
import io.sekat.events.ReviewItem;
import io.sekat.identifiers.ParticipantId;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that is on the topics after a run, from their beginnings, committed records only: their segments are never
 * full within a run, so nothing was compacted away.
 *
 * @param inputs the bytes that were sent, by topic, in the order of partitions and offsets
 * @param alerts by bank, in the order in which they were written
 * @param requests by operator, in the order in which they were written
 * @param returns by bank, in the order in which they were written
 * @param unreadable where on the topics of what comes out there is something that is no event
 */
record Evidence(
        Map<String, List<ConsumerRecord<byte[], byte[]>>> inputs,
        Map<String, List<FreezeAlert>> alerts,
        Map<String, List<BlockRequest>> requests,
        Map<String, List<ReturnRequest>> returns,
        List<EnrichedReport> reports,
        List<ReviewItem> reviews,
        List<Stored<Escalation>> escalations,
        List<RejectedRecord> rejected,
        List<String> unreadable) {
    private static final Duration WAIT = Duration.ofMillis(200);

    /** Reads it all. */
    static Evidence read(Settings settings) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> inputs = new TreeMap<>();
        Topics.INPUTS.forEach(topic -> inputs.put(topic.name(), bytes(settings, topic)));
        List<String> unreadable = new ArrayList<>();
        Map<String, List<ReturnRequest>> returns = new TreeMap<>();
        Cast.BANKS.forEach(bank ->
                returns.put(bank, values(settings, Topics.RETURN_REQUESTS.of(new ParticipantId(bank)), unreadable)));
        Map<String, List<BlockRequest>> requests = new TreeMap<>();
        Cast.OPERATORS.forEach(operator -> requests.put(
                operator, values(settings, Topics.BLOCK_REQUESTS.of(new ParticipantId(operator)), unreadable)));
        return new Evidence(
                inputs,
                alerts(settings, unreadable),
                requests,
                returns,
                values(settings, Topics.ENRICHED_REPORTS, unreadable),
                values(settings, Topics.REVIEW_ITEMS, unreadable),
                stored(settings, Topics.ESCALATIONS, unreadable),
                values(settings, Topics.REJECTED_RECORDS, unreadable),
                unreadable);
    }

    /** What the banks were asked, by bank, in the order in which it was written. */
    static Map<String, List<FreezeAlert>> alerts(Settings settings) {
        return alerts(settings, new ArrayList<>());
    }

    private static Map<String, List<FreezeAlert>> alerts(Settings settings, List<String> unreadable) {
        Map<String, List<FreezeAlert>> alerts = new TreeMap<>();
        Cast.BANKS.forEach(bank ->
                alerts.put(bank, values(settings, Topics.FREEZE_ALERTS.of(new ParticipantId(bank)), unreadable)));
        return alerts;
    }

    private static <V extends SpecificRecord> List<V> values(
            Settings settings, Topic<V> topic, List<String> unreadable) {
        return stored(settings, topic, unreadable).stream().map(Stored::event).toList();
    }

    private static <V extends SpecificRecord> List<Stored<V>> stored(
            Settings settings, Topic<V> topic, List<String> unreadable) {
        List<Stored<V>> values = new ArrayList<>();
        try (TopicReader<V> reader = TopicReader.open(settings, topic)) {
            reader.readToEnd(record -> {
                Optional<V> value = record.value() == null
                        ? Optional.empty()
                        : record.value().ifRead();
                value.ifPresentOrElse(
                        event -> values.add(new Stored<>(event, Instant.ofEpochMilli(record.timestamp()))),
                        () -> unreadable.add(record.topic() + "/" + record.partition() + "/" + record.offset()));
            });
        }
        return values;
    }

    private static List<ConsumerRecord<byte[], byte[]>> bytes(Settings settings, Topic<?> topic) {
        Map<String, Object> config = settings.kafkaClient("torture-evidence");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(WAIT).forEach(records::add);
            }
            return records;
        }
    }
}
