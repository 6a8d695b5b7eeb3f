package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.sandbox.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the consumers of the two parts of an instance tell each other what {@link AlertsFirst} goes by. */
class AlertsFirstIT {
    private static final TopicPartition INPUT = new TopicPartition("input", 0);
    /** An hour ahead of the broker's clock: whatever is read has waited for too long. */
    private static final long AHEAD = Duration.ofHours(1).toMillis();

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong rested = new AtomicLong();
    private final AlertsFirst order = new AlertsFirst(() -> System.currentTimeMillis() + AHEAD, nanos::get, this::rest);
    private final Map<Part, GuardedClients> clients = GuardedClients.ofOneInstance(order);

    @Test
    void filesRestWhileAConsumerOfAlertsHasReadWhatIsLate(@TempDir Path data) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            fill(broker);
            try (Consumer<byte[], byte[]> files = consumer(Part.FILES, broker);
                    Consumer<byte[], byte[]> alerts = consumer(Part.ALERTS, broker)) {
                work(files);
                assertThat(rested).as("nothing is read yet").hasValue(0);

                readAll(alerts);
                work(files);
                assertThat(rested)
                        .hasValue(AlertsFirst.TIMES * Duration.ofMillis(7).toNanos());

                alerts.poll(Duration.ZERO); // nothing: it has done what was late
                nanos.addAndGet(AlertsFirst.KNOWN.toNanos());
                work(files);
                assertThat(rested).hasValue(0);

                alerts.seekToBeginning(List.of(INPUT));
                readAll(alerts);
                assertThat(order.isLate()).isTrue();
                alerts.close(CloseOptions.timeout(Duration.ofSeconds(5))); // as Kafka Streams does
                work(files);
                assertThat(rested).as("the consumer of alerts is closed").hasValue(0);
            }
        }
    }

    private void rest(long forNanos) {
        nanos.addAndGet(forNanos);
        rested.addAndGet(forNanos);
    }

    /** Seven milliseconds between one poll and the next. */
    private void work(Consumer<byte[], byte[]> files) {
        files.poll(Duration.ZERO);
        rested.set(0);
        nanos.addAndGet(Duration.ofMillis(7).toNanos());
        files.poll(Duration.ZERO);
    }

    private static void readAll(Consumer<byte[], byte[]> alerts) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> !alerts.poll(Duration.ofMillis(100)).isEmpty());
    }

    private Consumer<byte[], byte[]> consumer(Part part, EmbeddedBroker broker) {
        Consumer<byte[], byte[]> consumer = Objects.requireNonNull(clients.get(part))
                .getConsumer(Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "client.id",
                        part + "-1-consumer",
                        "auto.offset.reset",
                        "earliest"));
        consumer.assign(List.of(INPUT));
        return consumer;
    }

    private static void fill(EmbeddedBroker broker) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(settings);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(INPUT.topic(), 1, (short) 1)
                            .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(INPUT.topic(), "a record")).get();
        }
    }
}
