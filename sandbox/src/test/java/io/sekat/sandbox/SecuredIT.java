package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sekat.cli.CommandLines;
import io.sekat.config.Settings;
import io.sekat.consumers.police.PoliceAgent;
import io.sekat.producers.http.Gateway;
import io.sekat.streams.StreamsApp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A broker that asks everybody for a password and lets nobody do more than the README's {@code kafka-acls.sh} commands
 * say: the pipeline works for all who take part, and each bank reads its own topics only.
 */
class SecuredIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OURS = "MBBEMYKL";
    private static final String OTHER = "RHBBMYKL";
    private static final String OPERATOR = "MAXIS";
    private static final String ACCOUNT = "100200300";
    private static final String NUMBER = "+60123456701";

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static String secured = "";
    private static StreamsApp streams;

    @BeforeAll
    static void start() throws Exception {
        BrokerCluster one = BrokerCluster.ofOne(0);
        BrokerNode node = one.nodes().get(0);
        secured = "127.0.0.1:" + Ports.anyFree();
        // The broker itself and whoever administers it come by a listener of their own, as super users.
        BrokerCluster cluster = one.with(
                        "listeners",
                        "PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d,SASL_PLAINTEXT://%s"
                                .formatted(node.address(), node.controllerPort(), secured))
                .with(
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT")
                .with("sasl.enabled.mechanisms", "SCRAM-SHA-512")
                .with(
                        "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;")
                .with("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .with("super.users", "User:ANONYMOUS");
        broker = EmbeddedBroker.launch(folder, node, cluster).awaitReady();
        registry = EmbeddedRegistry.start(folder, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", node.address()))) {
            for (String user : List.of("sekat", OURS, OTHER, OPERATOR, "police", "intake", "desk")) {
                admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), user + "-secret")))
                        .all()
                        .get();
            }
            List<AclBinding> rights = new ArrayList<>();
            for (String command : readmeCommands()) {
                rights.addAll(bindings(command));
                rights.addAll(bindings(command.replace(OURS, OTHER)));
            }
            admin.createAcls(rights).all().get();
        }
        run("sekat", "provision");
        run("sekat", "load", "participants", file("participants.csv", """
                        participant_id,kind,name,aliases
                        MBBEMYKL,BANK,Maybank,MBB
                        RHBBMYKL,BANK,RHB,RHB Bank
                        MAXIS,OPERATOR,Maxis,
                        """));
        streams = StreamsApp.start(Settings.read(
                Optional.of(config("sekat")),
                Map.of(),
                Map.of("state-dir", folder.resolve("state").toString())));
        assertThat(streams.awaitRunning(PATIENCE)).as(streams.state()).isTrue();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable started : Arrays.asList(streams, registry, broker)) {
            if (started != null) {
                started.close();
            }
        }
    }

    @Test
    void anAlertReachesItsBankAcrossASecuredBroker() throws Exception {
        run(OURS, "load", "accounts", file("accounts.csv", """
                        bank,account,status,holder_token,holder_type,opened_at,protected
                        MBBEMYKL,%s,ACTIVE,h-1,INDIVIDUAL,2020-01-01T00:00:00Z,false
                        """.formatted(ACCOUNT)));
        run("sekat", "report", file("reports.ndjson", """
                        {"report_id":"R-1","channel":"HOTLINE_997","reported_at":"2026-03-02T06:54:05Z",\
                        "scam_type":"PHONE_SCAM","narrative":"n","victim":{"ref":"v-1","bank":"RHB Bank",\
                        "account":"4472-0496"},"payments":[],"suspect_accounts":[{"bank":"MBB","account":"%s"}],\
                        "suspect_phones":[],"suspect_urls":[]}
                        """.formatted(ACCOUNT)));
        awaitSaid(ACCOUNT, OURS, "bank-agent", "--bic", OURS);
    }

    @Test
    void aRequestReachesItsOperatorAndTheReportComesByTheIntake() throws Exception {
        run(OPERATOR, "load", "phones", file("phones.csv", """
                        phone_number,operator,status,line_type,activated_at,subscriber_token,protected
                        %s,MAXIS,ACTIVE,PREPAID,2020-01-01T00:00:00Z,s-1,false
                        """.formatted(NUMBER)));
        try (Gateway gateway = Gateway.start(Settings.read(
                Optional.of(config("intake")), Map.of(), Map.of("http-port", "0", "http-commit-within", "30s")))) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/reports"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("""
                                            {"report_id":"R-2","reported_at":"2026-03-02T06:54:05Z","suspect_phones":["%s"]}
                                            """.formatted(NUMBER)))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
        awaitSaid(NUMBER, OPERATOR, "operator-agent", "--operator", OPERATOR);
    }

    @Test
    void thePoliceReadWhatTheDeskOrdered() throws Exception {
        String ordered = OTHER + ":555666777";
        run("desk", "direct", "freeze", ordered, "--by", "officer 7", "--reason", "a test", "--yes");
        run("desk", "review", "list", "--all");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("police"), 0)) {
            Settings settings = Settings.read(
                    Optional.of(config("police")),
                    Map.of(),
                    Map.of("database-url", database.url(), "database-user", database.user()));
            PoliceAgent agent = PoliceAgent.start(settings);
            try (Connection connection = DriverManager.getConnection(database.url(), database.user(), "")) {
                // The agent makes its tables first.
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(SQLException.class)
                        .until(() -> {
                            try (Statement statement = connection.createStatement();
                                    ResultSet found = statement.executeQuery(
                                            "SELECT count(*) FROM alert WHERE subject = '" + ordered + "'")) {
                                return found.next() && found.getInt(1) == 1;
                            }
                        });
            } finally {
                agent.close();
            }
        }
    }

    /** Runs an agent until it says something. */
    private static void awaitSaid(String text, String user, String... command) throws Exception {
        Path output = folder.resolve(user + ".log");
        List<String> words = new ArrayList<>(Arrays.asList(command));
        words.addAll(List.of("--config", config(user).toString()));
        Process agent =
                OwnJvm.of(Sekat.class, words).redirectOutput(output.toFile()).start();
        try {
            await().atMost(PATIENCE).until(() -> Files.readString(output).contains(text));
        } finally {
            agent.destroy();
            agent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void aBankReadsNoOtherBanksAlerts() {
        TopicPartition others = new TopicPartition("freeze-alerts." + OTHER, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(OURS), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assertThat(consumer.listTopics().keySet())
                    .contains("freeze-alerts." + OURS)
                    .doesNotContain("freeze-alerts." + OTHER, "enriched-reports", "scam-reports");
            consumer.assign(List.of(others));
            assertThatThrownBy(() -> consumer.beginningOffsets(List.of(others), PATIENCE))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void aBankWritesNeitherAlertsNorDirectives() {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(OURS), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : List.of("freeze-alerts." + OURS, "directives", "scam-reports", "fund-transfers")) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[1], new byte[1]))
                                .get())
                        .as(topic)
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    private static Map<String, Object> client(String user) {
        return new HashMap<>(
                Settings.read(Optional.of(config(user)), Map.of(), Map.of()).kafkaClient("test-" + user));
    }

    /** The settings file of a user, with the lines that the README shows. */
    private static Path config(String user) {
        try {
            return Files.writeString(
                    folder.resolve(user + ".properties"), """
                    bootstrap-servers = %s
                    registry-url = %s
                    kafka.security.protocol = SASL_PLAINTEXT
                    kafka.sasl.mechanism = SCRAM-SHA-512
                    kafka.sasl.jaas.config = org.apache.kafka.common.security.scram.ScramLoginModule required \
                      username="%s" password="%s-secret";
                    """.formatted(secured, registry.url(), user, user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String user, String... command) {
        List<String> words = new ArrayList<>(Arrays.asList(command));
        words.addAll(List.of("--config", config(user).toString()));
        StringWriter said = new StringWriter();
        CommandLine commandLine = CommandLines.of(Sekat.class);
        commandLine.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        assertThat(commandLine.execute(words.toArray(String[]::new)))
                .as("%s: %s: %s", user, words, said)
                .isZero();
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static List<String> readmeCommands() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md")).replace("\\\n", " ");
        List<String> commands =
                readme.lines().filter(line -> line.startsWith("kafka-acls.sh")).toList();
        assertThat(commands).isNotEmpty();
        return commands;
    }

    /** What a {@code kafka-acls.sh --add} command grants. */
    private static List<AclBinding> bindings(String command) {
        boolean isPrefix = command.contains("--resource-pattern-type prefixed");
        List<AclBinding> granted = new ArrayList<>();
        for (String principal : options(command, "allow-principal")) {
            for (String operation : options(command, "operation")) {
                for (ResourceType type :
                        List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
                    String option = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
                    for (String name : options(command, option)) {
                        granted.add(new AclBinding(
                                new ResourcePattern(type, name, isPrefix ? PatternType.PREFIXED : PatternType.LITERAL),
                                new AccessControlEntry(principal, "*", operation(operation), AclPermissionType.ALLOW)));
                    }
                }
            }
        }
        assertThat(granted).as(command).isNotEmpty();
        return granted;
    }

    private static AclOperation operation(String word) {
        return AclOperation.fromString(word.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
    }

    private static List<String> options(String command, String option) {
        Matcher matcher = Pattern.compile("--" + option + " +(\\S+)").matcher(command);
        List<String> values = new ArrayList<>();
        while (matcher.find()) {
            values.add(matcher.group(1).replace("'", ""));
        }
        return values;
    }
}
