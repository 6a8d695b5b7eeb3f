package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of transactions that are being committed when a broker is killed: docs/decisions/0038. */
class BrokerCrashIT {

    private static final String TOPIC = "alerts";
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, 40)
            .mapToObj(partition -> new TopicPartition(TOPIC, partition))
            .toList();
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS_BEFORE_THE_CRASH = 100;

    @TempDir
    Path data;

    @Test
    void everyTransactionEndsAfterACrashInAllItsPartitionsOrNone() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            try (Admin admin = admin(broker)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS.size(), (short) 1)))
                        .all()
                        .get();
            }
            Queue<KafkaProducer<String, String>> producers = new ConcurrentLinkedQueue<>();
            CountDownLatch enough = new CountDownLatch(TRANSACTIONS_BEFORE_THE_CRASH);
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            for (int writer = 0; writer < WRITERS; writer++) {
                String id = "writer-" + writer;
                writers.execute(() -> writeUntilTheCrash(producers, broker, id, enough));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            broker.kill();
            producers.forEach(producer -> producer.close(Duration.ZERO)); // what they wait for does not come
            writers.shutdown();
            assertThat(writers.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            Map<TopicPartition, Long> ends = ends(broker, IsolationLevel.READ_UNCOMMITTED);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(ends(broker, IsolationLevel.READ_COMMITTED))
                            .as("the ends of what is committed or aborted")
                            .allSatisfy(
                                    (partition, end) -> assertThat(end).isGreaterThanOrEqualTo(ends.get(partition))));

            Map<TopicPartition, Set<String>> committed = committed(broker, ends);
            assertThat(committed.get(PARTITIONS.get(0))).hasSizeGreaterThanOrEqualTo(TRANSACTIONS_BEFORE_THE_CRASH);
            assertThat(Set.copyOf(committed.values()))
                    .as("what the partitions have, which must be the same in all")
                    .hasSize(1);
        }
    }

    /** Each transaction writes its name into every partition. */
    private static void writeUntilTheCrash(
            Queue<KafkaProducer<String, String>> producers, EmbeddedBroker broker, String id, CountDownLatch written) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "transactional.id", id,
                        "transaction.timeout.ms", 5_000,
                        "max.block.ms", 30_000,
                        "request.timeout.ms", 20_000,
                        "delivery.timeout.ms", 30_000),
                new StringSerializer(),
                new StringSerializer());
        producers.add(producer);
        try {
            producer.initTransactions();
            for (int number = 0; broker.isAlive(); number++) {
                String name = id + " " + number;
                producer.beginTransaction();
                List<Future<RecordMetadata>> sent = PARTITIONS.stream()
                        .map(partition -> producer.send(new ProducerRecord<>(TOPIC, partition.partition(), null, name)))
                        .toList();
                producer.commitTransaction();
                assertThat(sent).allMatch(Future::isDone);
                written.countDown();
            }
        } catch (KafkaException | IllegalStateException e) {
            // The crash: what it left is looked at.
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static Map<TopicPartition, Long> ends(EmbeddedBroker broker, IsolationLevel isolation) throws Exception {
        try (Admin admin = admin(broker)) {
            Map<TopicPartition, ListOffsetsResultInfo> offsets = admin.listOffsets(
                            PARTITIONS.stream()
                                    .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())),
                            new ListOffsetsOptions(isolation))
                    .all()
                    .get();
            return offsets.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    private static Map<TopicPartition, Set<String>> committed(EmbeddedBroker broker, Map<TopicPartition, Long> ends) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(PARTITIONS);
            consumer.seekToBeginning(PARTITIONS);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
                return PARTITIONS.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
            });
            Map<TopicPartition, Set<String>> committed = new HashMap<>();
            records.forEach(record -> committed
                    .computeIfAbsent(new TopicPartition(TOPIC, record.partition()), partition -> new HashSet<>())
                    .add(record.value()));
            return committed;
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
