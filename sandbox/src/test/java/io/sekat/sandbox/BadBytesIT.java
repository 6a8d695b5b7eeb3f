package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.Settings;
import io.sekat.events.RejectedRecord;
import io.sekat.events.Victim;
import io.sekat.producers.Feeds;
import io.sekat.producers.LoadListener;
import io.sekat.producers.LoadSummary;
import io.sekat.producers.Reports;
import io.sekat.sandbox.tools.Quiet;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.Part;
import io.sekat.topics.Cleanup;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes on any input topic: nothing stops, and each bad record is in rejected-records (design section 6). */
class BadBytesIT {
    private static final int RECORDS = 10_000;
    private static final int LARGE = Topic.LARGEST_INPUT_RECORD - 200;
    private static final List<Topic<?>> TOPICS = List.of(
            Topics.SCAM_REPORTS,
            Topics.PARTICIPANTS,
            Topics.BANK_ACCOUNTS,
            Topics.PHONE_NUMBERS,
            Topics.FUND_TRANSFERS,
            Topics.DIRECTIVES,
            Topics.FREEZE_RESPONSES,
            Topics.BLOCK_RESPONSES,
            Topics.ACCOUNT_MESSAGES,
            Topics.NUMBER_MESSAGES,
            Topics.CASE_MESSAGES,
            Topics.CASE_MEMBERS);

    @TempDir
    private Path data;

    private final Random random = new Random(4820);

    @Test
    void everyBadRecordIsRejectedAndNothingStops() throws Exception {
        try (Sandbox sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {})) {
            sandbox.startStreams();
            Settings settings = sandbox.settings();

            publishBadRecords(settings);
            awaitQuiet(settings);

            Map<String, Set<String>> places = new HashMap<>();
            try (TopicReader<RejectedRecord> reader = TopicReader.open(settings, Topics.REJECTED_RECORDS)) {
                reader.readToEnd(record -> {
                    RejectedRecord rejected = record.value().value();
                    assertThat(rejected.getMessage()).isNotBlank();
                    places.computeIfAbsent(rejected.getSourceTopic(), topic -> new HashSet<>())
                            .add(rejected.getSourcePartition() + "/" + rejected.getSourceOffset());
                });
            }
            for (Topic<?> topic : TOPICS) {
                assertThat(places.get(topic.name())).as(topic.name()).hasSize(RECORDS + 2);
            }
            assertThat(goodReportsStillPass(settings)).isTrue();
        }
    }

    private void publishBadRecords(Settings settings) throws Exception {
        try (Serializer<SpecificRecord> avro = AvroSerdes.of(settings).serializer();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            // A record that no topic carries at its top, under an id that the registry knows.
            byte[] victim = avro.serialize("bad-bytes-test", new Victim("v-1", "MBBEMYKL", "123456789"));
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Topic<?> topic : TOPICS) {
                for (int i = 0; i < RECORDS; i++) {
                    // The broker itself refuses a record without a key on a compacted topic.
                    boolean without = i % 10 == 0 && topic.cleanup() == Cleanup.DELETE;
                    byte[] key = without ? null : ("key-" + i).getBytes(StandardCharsets.UTF_8);
                    sent.add(producer.send(new ProducerRecord<>(topic.name(), key, value(i, victim))));
                }
                // As large as the topic takes, as value and as key.
                sent.add(producer.send(
                        new ProducerRecord<>(topic.name(), "large".getBytes(StandardCharsets.UTF_8), bytes(LARGE))));
                sent.add(producer.send(new ProducerRecord<>(topic.name(), bytes(LARGE), victim)));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    private static Map<String, Object> client(Settings settings) {
        Map<String, Object> client = settings.kafkaClient("bad-bytes");
        client.put("max.request.size", Topic.LARGEST_INPUT_RECORD);
        return client;
    }

    private byte[] value(int i, byte[] valid) {
        return switch (i % 10) {
            // A record of another type.
            case 1 -> valid;
            // Cut off.
            case 2 -> Arrays.copyOf(valid, random.nextInt(valid.length));
            // A schema that the registry does not know, now and then: it is asked for each.
            case 3 -> i % 100 == 3 ? unknownSchema(valid) : bytes(3);
            // A length that nobody can hold.
            case 4 -> endless(valid);
            default -> bytes(1 + random.nextInt(200));
        };
    }

    private byte[] unknownSchema(byte[] valid) {
        return ByteBuffer.wrap(valid.clone())
                .putInt(1, 1_000_000 + random.nextInt(1_000_000))
                .array();
    }

    private static byte[] endless(byte[] valid) {
        byte[] endless = valid.clone();
        Arrays.fill(endless, 5, Math.min(endless.length, 13), (byte) 0xFE);
        return endless;
    }

    /** Random bytes that are not in the wire format. */
    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = bytes[0] == 0 ? 1 : bytes[0];
        return bytes;
    }

    private static boolean goodReportsStillPass(Settings settings) {
        SampleScenario.Feed participants = SampleScenario.PARTICIPANTS;
        Feeds.load(participants.kind(), participants.input(), settings, LoadListener.SILENT);
        LoadSummary reports = Reports.publish(SampleScenario.reports(), settings, LoadListener.SILENT);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> enriched(settings).size() == 409);
        return reports.failed() == 0;
    }

    private static Set<String> enriched(Settings settings) {
        Set<String> enriched = new HashSet<>();
        try (TopicReader<?> reader = TopicReader.open(settings, Topics.ENRICHED_REPORTS)) {
            reader.readToEnd(record -> enriched.add(record.key()));
        }
        return enriched;
    }

    private static void awaitQuiet(Settings settings) throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafkaClient("bad-bytes-admin"))) {
            assertThat(Quiet.await(admin, Part.groups(settings), Duration.ofMinutes(5), lag -> {}))
                    .as("all is processed in time")
                    .isTrue();
        }
    }
}
