package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.cli.CommandLines;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.consumers.police.CaseDatabase;
import io.sekat.consumers.police.PoliceAgent;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.ParticipantKind;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The case store holds exactly what the topics say, whatever happens to the database or the agent meanwhile. The sample
 * scenario is processed once; each test writes all of it into a database of its own.
 */
class PoliceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int REPORTS = 409;

    @TempDir
    private static Path data;

    private static Sandbox sandbox;
    private static CaseStoreContent expected;

    @TempDir
    private Path databaseFolder;

    private final List<PoliceAgent> agents = new ArrayList<>();
    private EmbeddedDatabase database;
    private Settings settings;

    @BeforeAll
    static void process() throws Exception {
        sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {});
        ScenarioRun scenario = new ScenarioRun(sandbox.settings());
        scenario.load(SampleScenario.PARTICIPANTS);
        sandbox.startStreams();
        scenario.awaitQuiet(); // participants come before anything else
        SampleScenario.BEFORE_REPORTS.forEach(scenario::load);
        scenario.report();
        scenario.loadLate();
        answer();
        badBytes();
        scenario.awaitQuiet();
        // Files and cases are told a moment after what they follow from.
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
            CaseStoreContent before = expected;
            expected = content();
            return expected.equals(before);
        });
        assertThat(expected.reports()).hasSize(REPORTS);
        assertThat(expected.cases()).isNotEmpty();
    }

    private static CaseStoreContent content() {
        return CaseStoreContent.ofTopics(
                sandbox.settings(),
                CaseStoreContent.participants(sandbox.settings(), ParticipantKind.BANK),
                CaseStoreContent.participants(sandbox.settings(), ParticipantKind.OPERATOR));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void start() {
        database = EmbeddedDatabase.start(databaseFolder, 0);
        settings = sandbox.settings()
                .with(Map.of(
                        SettingCatalogue.DATABASE_URL.name(),
                        database.url(),
                        SettingCatalogue.DATABASE_USER.name(),
                        database.user(),
                        // Many small transactions, so that a kill meets one.
                        "kafka.max.poll.records",
                        "10"));
    }

    @AfterEach
    void end() {
        agents.forEach(PoliceAgent::close);
        database.close();
    }

    @Test
    void nothingIsLostOrDoubledWhenTheDatabaseIsKilledWhileItIsWrittenTo() throws Exception {
        agent();
        for (int kill = 0; kill < 3; kill++) {
            long before = written();
            await().atMost(PATIENCE).until(() -> written() > before);
            assertThat(CaseStoreContent.ofDatabase(settings))
                    .as("there is work left for after the kill")
                    .isNotEqualTo(expected);
            database.kill();
            database = EmbeddedDatabase.start(databaseFolder, database.port());
        }

        awaitTheContentOfTheTopics();
    }

    @Test
    void twoAgentsShareTheWorkAndOneTakesOverFromTheOther() throws Exception {
        PoliceAgent first = agent();
        agent();
        await().atMost(PATIENCE).until(() -> first.counts().written() > 0);
        first.close();

        awaitTheContentOfTheTopics();
        assertThat(query("SELECT topic || ' ' || reason FROM unreadable_record"))
                .isEqualTo("freeze-responses MALFORMED");
        assertThatTheCommandsFindIt();
    }

    private void assertThatTheCommandsFindIt() throws Exception {
        assertThat(command("case", "search", "meminta tac wang", "--limit", "5").lines())
                .hasSize(7) // a header, five reports and where to go on
                .filteredOn(line -> line.startsWith("NSRC-"))
                .hasSize(5)
                .allMatch(line -> line.contains("Pautan bank palsu"));
        String account = query("SELECT participant_id || ':' || account FROM trail_account ORDER BY hop DESC LIMIT 1");
        assertThat(command("case", "account", account.replace(":", ":-"))).contains("reached");
        String number = query("SELECT value FROM report_identifier WHERE kind = 'NUMBER' ORDER BY value LIMIT 1");
        assertThat(command("case", "phone", number)).contains("named");
        assertThat(command("case", "list", "--by-loss", "MYR", "--json").lines())
                .hasSizeGreaterThan(10);
        String report = query("SELECT report_id FROM report WHERE case_id <> report_id ORDER BY 1 LIMIT 1");
        String named = query("SELECT case_id FROM report WHERE report_id = '" + report + "'");
        assertThat(command("case", "show", report))
                .startsWith("Case " + named + ": ")
                .contains("REPORTS", report, "ASKED AND ANSWERED");
        assertThat(command("case", "show", report, "--json")).startsWith("{\"caseId\":\"" + named + "\"");
        assertThat(command("case", "name", "nobody")).isEqualTo("No report.\n");
        assertThat(command("case", "overdue")).isNotBlank();
        String payment = query("SELECT victim_account || '#' || root_transfer_ref FROM payment WHERE held_minor > 0"
                + " ORDER BY held_minor DESC, report_id LIMIT 1");
        assertThat(command("case", "restitution", payment.substring(0, payment.indexOf('#'))))
                .contains("CLAIMED", payment, "all payments in MYR");
    }

    private String command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--database-url", settings.get(SettingCatalogue.DATABASE_URL)));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = CommandLines.of(Sekat.class);
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(commandLine.execute(all.toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        return out.toString();
    }

    private PoliceAgent agent() {
        PoliceAgent agent = PoliceAgent.start(settings);
        agents.add(agent);
        return agent;
    }

    private void awaitTheContentOfTheTopics() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(CaseStoreContent.ofDatabase(settings).toString())
                                .isEqualTo(expected.toString()));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(CaseStoreContent.ofDatabase(settings)).isEqualTo(expected));
    }

    private static void answer() throws Exception {
        try (Serializer<SpecificRecord> avro = AvroSerdes.of(sandbox.settings()).serializer();
                KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                        sandbox.settings().kafkaClient("test-bank"), new StringSerializer(), avro)) {
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

    private static void badBytes() throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                sandbox.settings().kafkaClient("test-bad"), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.FREEZE_RESPONSES.name(), "k", "bad".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    /** How far the topics are read, over all; 0 before the tables are made. */
    private long written() {
        try {
            return Long.parseLong(query("SELECT coalesce(sum(next_offset), 0) FROM read_position"));
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
