package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Alerts;
import io.sekat.consumers.alerts.Answer;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.ReturnRequest;
import io.sekat.events.TaintedCredit;
import io.sekat.json.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted, and what is read of the answers, is what {@code docs/webhook} says. */
class WebhookContractTest {
    private static final Path FOLDER = Path.of("..", "docs", "webhook", "v1");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, AlertKind<?>> ANSWERED = Map.of(
            "freeze-answer", AlertKind.FREEZE, "return-answer", AlertKind.RETURN, "block-answer", AlertKind.BLOCK);

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("examples"))) {
            return files.sorted().toList().stream();
        }
    }

    static Stream<Path> answers() throws IOException {
        return examples()
                .filter(example ->
                        name(example).contains("-answer-") && !name(example).startsWith("later-"));
    }

    static Stream<Path> laterAnswers() throws IOException {
        return examples().filter(example -> name(example).startsWith("later-"));
    }

    static Stream<SpecificRecord> messages() {
        FreezeAlert hold = Alerts.freeze("514012345678", 2)
                .setCredits(List.of(new TaintedCredit("TX1", "MYR", 482_000L)))
                .setHoldUntil(Alerts.ISSUED.plusSeconds(86_400))
                .build();
        return Stream.of(
                hold,
                Alerts.freeze("1001", 1).build(),
                Alerts.block("+60124926178", 3).build(),
                Alerts.giveBack("1001", 1).build(),
                Alerts.giveBack("1001", 2).setWithdrawn(true).build());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFitsItsSchema(Path example) throws IOException {
        String schema = name(example)
                .substring(0, name(example).indexOf('-', name(example).indexOf('-') + 1));

        assertThat(errors(schema, MAPPER.readTree(example.toFile()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyExampleOfAnAnswerIsUnderstood(Path example) throws IOException {
        Answer answer = AnswerJson.read(Files.readAllBytes(example));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Given.class,
                        given -> ANSWERED.get(
                                        name(example).substring(0, name(example).indexOf("-answer-")) + "-answer")
                                .check(given.outcome()));
    }

    /** Who posts an answer later adds to it which message it answers, and changes nothing of it. */
    @ParameterizedTest
    @MethodSource("laterAnswers")
    void aLaterAnswerIsAnAnswerToo(Path example) throws IOException {
        JsonNode answer = MAPPER.readTree(example.toFile());
        String schema =
                answer.has("requestId") ? "return-answer" : answer.has("account") ? "freeze-answer" : "block-answer";

        assertThat(errors(schema, answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"outcome\":\"BLOCKED\"}",
                "{\"alertId\":\"a\",\"account\":\"12345\",\"outcome\":\"HELD\"}",
                "{\"alertId\":\"a\",\"revision\":0,\"account\":\"12345\",\"outcome\":\"HELD\"}",
                "{\"alertId\":\"a\",\"revision\":1,\"outcome\":\"HELD\"}",
                "{\"alertId\":\"a\",\"requestId\":\"a\",\"revision\":1,\"account\":\"12345\",\"outcome\":\"NO_FUNDS\"}",
            })
    void aLaterAnswerSaysWhatItAnswers(String answer) throws IOException {
        assertThat(errors("later-answer", MAPPER.readTree(answer))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsPostedFitsItsSchema(SpecificRecord message) throws Exception {
        JsonNode posted = MAPPER.readTree(post(message));

        assertThat(errors(nameOf(message), posted)).isEmpty();
    }

    /** A field that is added to an event is to be added to the schema too. */
    @ParameterizedTest
    @MethodSource("messages")
    void aSchemaNamesEveryFieldOfItsEvent(SpecificRecord message) throws IOException {
        List<String> documented = new ArrayList<>();
        MAPPER.readTree(FOLDER.resolve(nameOf(message) + ".schema.json").toFile())
                .get("properties")
                .fieldNames()
                .forEachRemaining(documented::add);

        assertThat(message.getSchema().getFields().stream()
                        .map(org.apache.avro.Schema.Field::name)
                        .collect(Collectors.toList()))
                .containsExactlyElementsOf(documented);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"outcome\":\"DONE\"}",
                "{\"outcome\":\"PARTLY_HELD\"}",
                "{\"outcome\":\"PARTLY_HELD\",\"held\":[]}",
                "{\"outcome\":\"PARTLY_HELD\",\"held\":[{\"currency\":\"MYR\",\"minor\":\"1\"}]}",
                "{\"outcome\":\"PARTLY_HELD\",\"held\":[{\"currency\":\"MYR\",\"minor\":1.5}]}",
                "{\"outcome\":\"PARTLY_HELD\",\"held\":{\"currency\":\"MYR\",\"minor\":1}}",
                "{\"outcome\":\"NO_FUNDS\",\"held\":[{\"currency\":\"MYR\",\"minor\":1}]}",
                "{\"outcome\":\"REFUSED\"}",
                "{\"outcome\":\"REFUSED\",\"reason\":null}",
                "{\"outcome\":\"REFUSED\",\"reason\":7}",
                "[]",
                "null"
            })
    void whatTheSchemaForbidsIsNotUnderstoodEither(String answer) throws IOException {
        assertThat(errors("freeze-answer", MAPPER.readTree(answer))).isNotEmpty();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerJson.read(answer.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("expected");
    }

    @Test
    void aReturnNeedsTheReferenceInBoth() throws IOException {
        String answer = "{\"outcome\":\"RETURNED\"}";

        assertThat(errors("return-answer", MAPPER.readTree(answer))).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerJson.read(answer.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("transferRef");
    }

    @Test
    void theJsonOfAnEventKeepsItsForm() {
        FreezeAlert alert = (FreezeAlert) messages().findFirst().orElseThrow();

        assertThat(EventJson.line(alert))
                .isEqualTo("{\"alertId\":\"alert-514012345678\",\"bank\":\"MBBEMYKL\",\"account\":\"514012345678\","
                        + "\"revision\":2,\"action\":\"HOLD\",\"hold\":[{\"currency\":\"MYR\",\"minor\":482000}],"
                        + "\"reasons\":[\"VERIFIED_PAYMENT\",\"TAINTED_FUNDS\"],\"directory\":\"UNKNOWN\","
                        + "\"accountStatus\":\"UNKNOWN\",\"credits\":[{\"transferRef\":\"TX1\",\"currency\":\"MYR\","
                        + "\"minor\":482000}],\"reportCount\":0,\"victimCount\":0,"
                        + "\"causedAt\":\"2026-03-01T04:05:06Z\",\"issuedAt\":\"2026-03-01T04:05:06Z\","
                        + "\"respondBy\":\"2026-03-01T04:20:06Z\",\"holdUntil\":\"2026-03-02T04:05:06Z\"}");
    }

    private static List<Error> errors(String schema, JsonNode value) throws IOException {
        Schema checked = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FOLDER.resolve(schema + ".schema.json")));
        return checked.validate(
                value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String nameOf(SpecificRecord message) {
        if (message instanceof FreezeAlert) {
            return AlertKind.FREEZE.name();
        }
        return message instanceof ReturnRequest ? AlertKind.RETURN.name() : AlertKind.BLOCK.name();
    }

    /** The body that a receiver gets. */
    private static String post(SpecificRecord message) throws Exception {
        BlockingQueue<String> bodies = new ArrayBlockingQueue<>(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            if (message instanceof FreezeAlert alert) {
                handler(AlertKind.FREEZE, url).handle(alert);
            } else if (message instanceof ReturnRequest request) {
                handler(AlertKind.RETURN, url).handle(request);
            } else {
                handler(AlertKind.BLOCK, url).handle((BlockRequest) message);
            }
            return bodies.remove();
        } finally {
            server.stop(0);
        }
    }

    private static <V extends SpecificRecord> WebhookHandler<V> handler(AlertKind<V> kind, URI url) {
        return new WebhookHandler<>(kind, url, Duration.ofSeconds(10), WebhookSecrets.NONE);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
