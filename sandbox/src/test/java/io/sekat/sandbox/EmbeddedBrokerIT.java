package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final String TOPIC = "alerts";

    @TempDir
    Path data;

    @Test
    void offersTheFeaturesThatSekatNeeds() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = admin(broker)) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
            assertThat(features.get("transaction.version").maxVersionLevel()).isEqualTo((short) 2);
            assertThat(features).containsKeys("streams.version", "share.version", "group.version");
        }
    }

    @Test
    void keepsCommittedRecordsAcrossAnOrderlyStop() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            createTopic(broker, 1);
            commit(broker, "first");
            abort(broker, "never");
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            commit(broker, "second");
            assertThat(readCommitted(broker, 2)).containsExactly("first", "second");
        }
    }

    @Test
    void keepsCommittedRecordsAcrossACrash() throws Exception {
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            createTopic(broker, 1);
            commit(broker, "first");
            port = broker.node().port();
            broker.kill();
            assertThat(broker.isAlive()).isFalse();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(data, port)) {
            commit(broker, "second");
            assertThat(readCommitted(broker, 2)).containsExactly("first", "second");
        }
    }

    @Test
    void leavesNoProcessAfterClose() {
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        Optional<ProcessHandle> process = ProcessHandle.of(broker.process().pid());

        broker.close();

        assertThat(process).hasValueSatisfying(p -> assertThat(p.isAlive()).isFalse());
        assertThat(broker.log()).exists();
    }

    @Test
    void namesThePortThatIsTakenAndTheOptionThatChangesIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(data, other.getLocalPort()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Port " + other.getLocalPort())
                    .hasMessageContaining("--broker-port");
        }
    }

    @Test
    void namesTheDamagedFileAndTheWayOut() throws Exception {
        EmbeddedBroker.start(data, 0).close();
        Path meta = data.resolve("broker-1/data/meta.properties");
        for (String damage : List.of("", "version=1\ncluster.id=other\nnode.id=1\n", "\\u00zz", "\0\1\2\3")) {
            Files.writeString(meta, damage);
            assertThatThrownBy(() -> EmbeddedBroker.start(data, 0))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(meta.toString())
                    .hasMessageContaining("--clean")
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void refusesAFolderWithoutMetaProperties() throws Exception {
        Files.createDirectories(data.resolve("broker-1/data/alerts-0"));
        assertThatThrownBy(() -> EmbeddedBroker.start(data, 0))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("meta.properties")
                .hasMessageContaining("missing");
    }

    @Test
    void showsTheEndOfTheLogWhenTheBrokerGivesUp() {
        BrokerCluster cluster = BrokerCluster.ofOne(0).with("num.io.threads", "many");
        assertThatThrownBy(() -> EmbeddedBroker.launch(data, cluster.nodes().get(0), cluster)
                        .awaitReady())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("broker-1.log")
                .hasMessageContaining("num.io.threads");
    }

    @Test
    void saysThatTheDataIsInUse() {
        DataFolder.open(data);
        try (EmbeddedBroker running = EmbeddedBroker.start(data, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(data, 0))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining("--data");
            assertThatThrownBy(() -> DataFolder.clean(data))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("in use by another process");
            assertThat(data.resolve("broker-1/data/meta.properties"))
                    .as("nothing is deleted")
                    .exists();
            assertThat(running.isAlive()).isTrue();
        }
    }

    @Test
    void threeNodesMakeAClusterThatSurvivesTheLossOfOne() throws Exception {
        BrokerCluster cluster = BrokerCluster.ofSize(3);
        List<EmbeddedBroker> brokers = new ArrayList<>();
        try {
            cluster.nodes().forEach(node -> brokers.add(EmbeddedBroker.launch(data, node, cluster)));
            brokers.forEach(EmbeddedBroker::awaitReady);
            createTopic(brokers.get(0), 3);
            commit(brokers.get(0), "first");

            brokers.get(2).kill();
            commit(brokers.get(0), "second");

            brokers.set(
                    2,
                    EmbeddedBroker.launch(data, cluster.nodes().get(2), cluster).awaitReady());
            assertThat(readCommitted(brokers.get(2), 2)).containsExactly("first", "second");
        } finally {
            brokers.forEach(EmbeddedBroker::close);
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopic(EmbeddedBroker broker, int replicas) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) replicas)))
                    .all()
                    .get();
        }
    }

    private static void commit(EmbeddedBroker broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(broker)) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
            producer.commitTransaction();
        }
    }

    private static void abort(EmbeddedBroker broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(broker)) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
            producer.abortTransaction();
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static List<String> readCommitted(EmbeddedBroker broker, int count) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", "test",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
                return values.size() >= count;
            });
            return values;
        }
    }
}
