package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.consumers.police.CaseDatabase;
import io.sekat.consumers.police.PoliceAgent;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.ParticipantKind;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The case store holds exactly what the topics say, whatever happens to the database or the agent meanwhile. */
class PoliceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path data;

    private final List<PoliceAgent> agents = new ArrayList<>();
    private Sandbox sandbox;
    private ScenarioRun scenario;
    private EmbeddedDatabase database;
    private Settings settings;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {});
        database = EmbeddedDatabase.start(data, 0);
        settings = sandbox.settings()
                .with(Map.of(
                        SettingCatalogue.DATABASE_URL.name(),
                        database.url(),
                        SettingCatalogue.DATABASE_USER.name(),
                        database.user()));
        scenario = new ScenarioRun(settings);
        scenario.load(SampleScenario.PARTICIPANTS);
        sandbox.startStreams();
        scenario.load(SampleScenario.ACCOUNTS);
        scenario.load(SampleScenario.PHONES);
        scenario.load(SampleScenario.TRANSFERS);
        scenario.awaitQuiet();
    }

    @AfterEach
    void stop() {
        agents.forEach(PoliceAgent::close);
        if (database != null) {
            database.close();
        }
        sandbox.close();
    }

    @Test
    void nothingIsLostOrDoubledWhenTheDatabaseIsKilledWhileItIsWrittenTo() throws Exception {
        agent();
        scenario.report();
        for (int kill = 0; kill < 3; kill++) {
            long before = reports();
            await().atMost(PATIENCE).until(() -> reports() > before || reports() == 409);
            database.kill();
            database = EmbeddedDatabase.start(data, database.port());
        }
        scenario.loadLate();
        answer();
        scenario.awaitQuiet();

        awaitTheContentOfTheTopics();
    }

    @Test
    void twoAgentsShareTheWorkAndOneTakesOverFromTheOther() throws Exception {
        PoliceAgent first = agent();
        agent();
        scenario.report();
        await().atMost(PATIENCE).until(() -> reports() > 0);
        first.close();
        badBytes();
        scenario.loadLate();
        scenario.awaitQuiet();

        awaitTheContentOfTheTopics();
        assertThat(query("SELECT topic || ' ' || reason FROM unreadable_record"))
                .isEqualTo("freeze-responses MALFORMED");
    }

    private PoliceAgent agent() {
        PoliceAgent agent = PoliceAgent.start(settings);
        agents.add(agent);
        return agent;
    }

    private void awaitTheContentOfTheTopics() {
        CaseStoreContent expected = CaseStoreContent.ofTopics(
                settings,
                CaseStoreContent.participants(settings, ParticipantKind.BANK),
                CaseStoreContent.participants(settings, ParticipantKind.OPERATOR));
        assertThat(expected.reports()).hasSize(409);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(CaseStoreContent.ofDatabase(settings).toString())
                                .isEqualTo(expected.toString()));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(CaseStoreContent.ofDatabase(settings)).isEqualTo(expected));
    }

    private void answer() throws Exception {
        try (Serializer<SpecificRecord> avro = AvroSerdes.of(settings).serializer();
                KafkaProducer<String, SpecificRecord> producer =
                        new KafkaProducer<>(settings.kafkaClient("test-bank"), new StringSerializer(), avro)) {
            for (int i = 0; i < 20; i++) {
                // Twice each: a webhook that is tried again.
                FreezeResponse response = FreezeResponse.newBuilder()
                        .setAlertId("A-" + i / 2)
                        .setRevision(1)
                        .setBank("MBBEMYKL")
                        .setAccount("100000" + i / 2)
                        .setOutcome(FreezeOutcome.HELD)
                        .setRespondedAt(Instant.parse("2026-03-02T07:00:00Z"))
                        .build();
                producer.send(new ProducerRecord<>(Topics.FREEZE_RESPONSES.name(), "MBBEMYKL:100000" + i / 2, response))
                        .get();
            }
        }
    }

    private void badBytes() throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                settings.kafkaClient("test-bad"), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.FREEZE_RESPONSES.name(), "k", "bad".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    /** How many reports the database holds; none while it is away. */
    private long reports() {
        try {
            return Long.parseLong(query("SELECT count(*) FROM report"));
        } catch (SQLException e) {
            return 0;
        }
    }

    private String query(String query) throws SQLException {
        try (CaseDatabase open = CaseDatabase.of(settings, "test", 1);
                Connection connection = open.connection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> lines = new ArrayList<>();
            while (found.next()) {
                lines.add(found.getString(1));
            }
            return String.join("\n", lines);
        }
    }
}
