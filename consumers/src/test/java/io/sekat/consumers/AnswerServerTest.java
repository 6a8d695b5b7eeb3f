package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Reply;
import io.sekat.events.BlockOutcome;
import io.sekat.events.BlockResponse;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.identifiers.ParticipantId;
import io.sekat.topics.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/answers}, as {@code docs/webhook.md} says. */
class AnswerServerTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "webhook", "v1", "examples");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SECRET = "correct-horse-battery-staple";
    private static final String OLDER = "an-older-secret-of-ours";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Reply<?>> committed = new ArrayList<>();
    private final WebhookSecrets secrets = WebhookSecrets.of(List.of(SECRET, OLDER));
    private boolean brokersAreAway;
    private Instant now = Instant.parse("2026-03-02T07:00:00.5Z");

    private final AnswerServer bank = server("MBBEMYKL", List.of(AlertKind.FREEZE, AlertKind.RETURN));
    private final AnswerServer operator = server("MAXIS", List.of(AlertKind.BLOCK));

    @AfterEach
    void stop() {
        bank.close();
        operator.close();
    }

    @Test
    void anAnswerToAFreezeAlertIsCommitted() throws Exception {
        assertThat(post(bank, example("partly-held")).statusCode()).isEqualTo(202);

        assertThat(committed).singleElement().satisfies(reply -> {
            assertThat(reply.topic()).isEqualTo(Topics.FREEZE_RESPONSES);
            assertThat(reply.key()).isEqualTo("MBBEMYKL:514012345678");
            assertThat(reply.event()).isInstanceOfSatisfying(FreezeResponse.class, answer -> {
                assertThat(answer.getAlertId()).isEqualTo("6b0f1f0e9a6d4c57");
                assertThat(answer.getRevision()).isEqualTo(2);
                assertThat(answer.getOutcome()).isEqualTo(FreezeOutcome.PARTLY_HELD);
                assertThat(answer.getHeld())
                        .singleElement()
                        .satisfies(sum -> assertThat(sum.getMinor()).isEqualTo(120_000));
                assertThat(answer.getRespondedAt()).isEqualTo(Instant.parse("2026-03-02T07:00:00.5Z"));
            });
        });
    }

    @Test
    void anAnswerToAReturnRequestIsCommitted() throws Exception {
        assertThat(post(bank, example("returned")).statusCode()).isEqualTo(202);

        assertThat(committed)
                .singleElement()
                .satisfies(reply -> assertThat(reply.event()).isInstanceOfSatisfying(FreezeResponse.class, answer -> {
                    assertThat(answer.getAlertId()).isEqualTo("f3f2a6c8d1b04e90");
                    assertThat(answer.getTransferRef()).isEqualTo("20260304MBBEMYKL00000012");
                }));
    }

    @Test
    void anAnswerOfAnOperatorIsCommitted() throws Exception {
        assertThat(post(operator, example("blocked")).statusCode()).isEqualTo(202);

        assertThat(committed).singleElement().satisfies(reply -> {
            assertThat(reply.topic()).isEqualTo(Topics.BLOCK_RESPONSES);
            assertThat(reply.key()).isEqualTo("+60124926178");
            assertThat(reply.event()).isInstanceOfSatisfying(BlockResponse.class, answer -> {
                assertThat(answer.getOperator()).isEqualTo("MAXIS");
                assertThat(answer.getOutcome()).isEqualTo(BlockOutcome.BLOCKED);
            });
        });
    }

    /** Whoever recorded an older answer must not make it the newest one. */
    @Test
    void theSamePostAgainIsAcknowledgedAndChangesNothing() throws Exception {
        String header = secrets.signature(now, example("partly-held"));
        post(bank, example("partly-held"), header);
        now = now.plus(Duration.ofMinutes(4));

        HttpResponse<String> again = post(bank, example("partly-held"), header);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(committed).hasSize(1);
    }

    @Test
    void theSameAnswerGivenAnewIsCommittedAgain() throws Exception {
        post(bank, example("partly-held"));
        now = now.plusSeconds(2);

        post(bank, example("partly-held"));

        assertThat(committed).hasSize(2);
    }

    @Test
    void bothSecretsFitWhileOneIsReplaced() throws Exception {
        String older = WebhookSecrets.of(List.of(OLDER)).signature(now, example("partly-held"));

        assertThat(post(bank, example("partly-held"), older).statusCode()).isEqualTo(202);
    }

    @Test
    void whatIsNotSignedByTheSecretIsRefused() throws Exception {
        byte[] body = example("partly-held");
        String other = WebhookSecrets.of(List.of("a-secret-of-somebody-else")).signature(now, body);
        String early = secrets.signature(now.minus(Duration.ofMinutes(6)), body);
        String late = secrets.signature(now.plus(Duration.ofMinutes(6)), body);
        String genuine = secrets.signature(now, body);
        String moved = genuine.replaceFirst("t=\\d+", "t=" + (now.getEpochSecond() - 1));

        for (String header : new String[] {null, "", "v1=", "t=1,v1=", "t=x,v1=y", other, early, late, moved}) {
            HttpResponse<String> answer = post(bank, body, header);
            problem(answer, 401, "urn:sekat:problem:bad-signature");
        }
        problem(post(bank, example("returned"), genuine), 401, "urn:sekat:problem:bad-signature");
        assertThat(committed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|alertId revision outcome account",
                "{'alertId':'a','revision':0,'account':'12345','outcome':'HELD'}|revision",
                "{'alertId':'a','revision':1.5,'account':'1','outcome':'HELD'}|revision account",
                "{'alertId':7,'revision':1,'account':'12345','outcome':'RETURNED','transferRef':'X'}|alertId outcome",
                "{'alertId':'a','revision':1,'account':'12345','outcome':'HELD','held':[{'currency':'XX','minor':1}]}|held",
                "{'alertId':'a','revision':1,'account':'12345','outcome':'PARTLY_HELD'}|held",
                "{'alertId':'a','revision':1,'account':'12345','outcome':'REFUSED'}|reason",
                "{'requestId':'a','revision':1,'account':'12345','outcome':'RETURNED'}|transferRef",
                "{'requestId':'a','revision':1,'account':'12345','outcome':'HELD'}|outcome",
                "{'requestId':'a','alertId':'a','revision':1,'account':'12345','outcome':'NO_FUNDS'}|alertId",
                "[]|body",
                "{|body",
            })
    void whatCannotBeUsedIsRefusedFieldByField(String body, String fields) throws Exception {
        HttpResponse<String> answer = post(bank, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        JsonNode problem = problem(answer, 400, "urn:sekat:problem:bad-answer");
        List<String> named = new ArrayList<>();
        problem.get("errors").forEach(error -> {
            named.add(error.get("field").asText());
            assertThat(error.get("message").asText()).isNotBlank();
        });
        assertThat(named).containsExactlyInAnyOrder(fields.split(" "));
        assertThat(committed).isEmpty();
    }

    @Test
    void anOperatorsAnswerNamesItsNumber() throws Exception {
        byte[] body = "{\"alertId\":\"a\",\"revision\":1,\"phoneNumber\":\"0124926178\",\"outcome\":\"HELD\"}"
                .getBytes(StandardCharsets.UTF_8);

        JsonNode problem = problem(post(operator, body), 400, "urn:sekat:problem:bad-answer");

        assertThat(problem.get("errors").findValuesAsText("field")).containsExactlyInAnyOrder("outcome", "phoneNumber");
    }

    @Test
    void whatTheBrokersDoNotConfirmIsNotAcknowledged() throws Exception {
        brokersAreAway = true;
        byte[] body = example("partly-held");
        String header = secrets.signature(now, body);
        HttpResponse<String> refused = post(bank, body, header);
        problem(refused, 503, "urn:sekat:problem:not-committed");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        brokersAreAway = false;

        assertThat(post(bank, body, header).statusCode()).isEqualTo(202);
        assertThat(committed).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", ""})
    void whatIsNoJsonIsRefused(String type) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(bank.url() + "/v1/answers")).POST(BodyPublishers.ofString("{}"));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }

        problem(http.send(request.build(), BodyHandlers.ofString()), 415, "urn:sekat:problem:media-type");
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        problem(post(bank, new byte[64 * 1024 + 1]), 413, "urn:sekat:problem:too-large");
    }

    private AnswerServer server(String participant, List<AlertKind<?>> kinds) {
        return new AnswerServer(
                "127.0.0.1",
                0,
                new LaterAnswers(ParticipantId.parse(participant), kinds),
                new PostedSignatures(secrets),
                reply -> {
                    if (brokersAreAway) {
                        throw new TimeoutException("away");
                    }
                    committed.add(reply);
                },
                () -> now);
    }

    private static byte[] example(String name) throws Exception {
        return Files.readAllBytes(EXAMPLES.resolve("later-answer-" + name + ".json"));
    }

    private HttpResponse<String> post(AnswerServer server, byte[] body) throws Exception {
        return post(server, body, secrets.signature(now, body));
    }

    private HttpResponse<String> post(AnswerServer server, byte[] body, String signature) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/v1/answers"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (signature != null) {
            request.header("Sekat-Signature", signature);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String type) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = MAPPER.readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo(type);
        return problem;
    }
}
