package io.sekat.benchmarks.torture;

import io.sekat.config.Settings;
import io.sekat.events.AccountAction;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Notes when each report first came out as an enriched report, and when each alert came out: how long the system was
 * hurt is seen by it.
 */
final class Watch implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Long> reportSeenAt = new ConcurrentHashMap<>();
    private final Queue<Sighting> alerts = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "torture-watch");
    private volatile boolean closing;

    /** An alert as it came out, not read yet: the registry may be away. */
    private record Sighting(ConsumerRecord<byte[], byte[]> record, long seenAt) {}

    Watch(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("torture-watch");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics().flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.setDaemon(true);
        thread.start();
    }

    private static Stream<Topic<?>> topics() {
        Stream<Topic<?>> alerts = Cast.participants().stream().map(participant -> {
            ParticipantId id = new ParticipantId(participant.getParticipantId());
            return participant.getKind() == ParticipantKind.BANK
                    ? Topics.FREEZE_ALERTS.of(id)
                    : Topics.BLOCK_REQUESTS.of(id);
        });
        return Stream.concat(Stream.of(Topics.ENRICHED_REPORTS), alerts);
    }

    private void run() {
        while (!closing) {
            consumer.poll(WAIT).forEach(record -> {
                long now = System.currentTimeMillis();
                if (record.topic().equals(Topics.ENRICHED_REPORTS.name())) {
                    reportSeenAt.putIfAbsent(new String(record.key(), StandardCharsets.UTF_8), now);
                } else {
                    alerts.add(new Sighting(record, now));
                }
            });
        }
        consumer.close();
    }

    /**
     * How long the first revision of each report's file took.
     *
     * @param appendedAt when each report was stored, in milliseconds since 1970
     */
    Waits files(Map<String, Long> appendedAt) {
        return new Waits(appendedAt, Map.copyOf(reportSeenAt));
    }

    /**
     * How long each alert took since what caused it was stored. What lets go may come of the end of a hold, which is
     * caused by no event, and is left out.
     */
    Waits alerts(Settings settings) {
        Map<String, Long> causedAt = new HashMap<>();
        Map<String, Long> seenAt = new HashMap<>();
        AvroSerdes serdes = AvroSerdes.of(settings);
        try (Deserializer<Incoming<FreezeAlert>> freezes = serdes.incoming(FreezeAlert.class);
                Deserializer<Incoming<BlockRequest>> blocks = serdes.incoming(BlockRequest.class)) {
            for (Sighting sighting : alerts) {
                ConsumerRecord<byte[], byte[]> record = sighting.record();
                Stream<Long> caused = Topics.FREEZE_ALERTS.owns(record.topic())
                        ? freezes.deserialize(record.topic(), record.value()).ifRead().stream()
                                .filter(alert -> alert.getAction() != AccountAction.RELEASE)
                                .map(alert -> alert.getCausedAt().toEpochMilli())
                        : blocks.deserialize(record.topic(), record.value()).ifRead().stream()
                                .filter(request -> request.getAction() != NumberAction.WITHDRAW)
                                .map(request -> request.getCausedAt().toEpochMilli());
                caused.forEach(time -> {
                    String place = record.topic() + "/" + record.offset();
                    causedAt.put(place, time);
                    seenAt.put(place, sighting.seenAt());
                });
            }
        }
        return new Waits(causedAt, seenAt);
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
