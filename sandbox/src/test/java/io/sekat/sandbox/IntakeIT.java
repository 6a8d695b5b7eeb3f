package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.config.Settings;
import io.sekat.producers.http.Gateway;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.topics.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP intake on a real broker, which is also stopped and killed under it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY = 4096;
    private static final int IN_FLIGHT = 8;

    @TempDir
    private static Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private Settings settings;
    private Gateway gateway;

    @BeforeAll
    void start() {
        broker = EmbeddedBroker.start(data, 0);
        registry = EmbeddedRegistry.start(data, 0);
        settings = Settings.defaults()
                .with(Map.of(
                        "bootstrap-servers", broker.bootstrapServers(),
                        "registry-url", registry.url(),
                        "http-port", "0",
                        "http-max-body", String.valueOf(MAX_BODY),
                        "http-in-flight", String.valueOf(IN_FLIGHT),
                        "http-commit-within", "2s"));
        Sandbox.provision(settings, line -> {});
        gateway = Gateway.start(settings);
        await().atMost(PATIENCE).until(() -> post(report("warm-up")).statusCode() == 202);
    }

    @AfterAll
    void stop() {
        gateway.close();
        registry.close();
        broker.close();
    }

    @AfterEach
    void awaitBroker() {
        await().atMost(PATIENCE).until(() -> get("/health/ready").statusCode() == 200);
    }

    @Test
    void anAcknowledgedReportIsCommitted() {
        HttpResponse<String> answer = post(report("R-1/a b"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("report_id").asText()).isEqualTo("R-1/a b");
        assertThat(json(answer).path("state").asText()).isEqualTo("received");
        assertThat(answer.headers().firstValue("Location")).contains("/v1/reports/R-1%2Fa%20b");
        assertThat(committed()).contains("R-1/a b");
    }

    @Test
    void theSameReportAgainIsAcknowledgedAgain() {
        assertThat(post(report("R-2")).statusCode()).isEqualTo(202);

        HttpResponse<String> again = post(report("R-2"));

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(json(again).path("report_id").asText()).isEqualTo("R-2");
    }

    @Test
    void everyBadFieldIsNamed() {
        HttpResponse<String> answer = post("""
                {"reported_at": "yesterday", "payments": [{"amount": "-1", "currency": "MYR"}, {"amount": "1"}],
                 "suspect_phones": [12]}
                """);

        JsonNode problem = problem(answer, 400);
        List<String> fields = new ArrayList<>();
        problem.path("errors").forEach(error -> {
            fields.add(error.path("field").asText());
            assertThat(error.path("code").asText()).isNotBlank();
            assertThat(error.path("message").asText()).contains("expected");
        });
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "report_id", "reported_at", "payments[0].amount", "payments[1].currency", "suspect_phones[0]");
    }

    @Test
    void whatIsNoJsonIsRefusedWithThePlace() {
        JsonNode problem = problem(post("{\"report_id\": \"R-3\","), 400);

        assertThat(problem.path("errors").path(0).path("message").asText()).contains("column");
    }

    @Test
    void anotherMediaTypeIsRefused() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("/v1/reports"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(report("R-4")))
                        .build(),
                BodyHandlers.ofString());

        problem(answer, 415);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedHoweverItIsSent() throws Exception {
        String tooLong = report("R-5").replace("narrated", "n".repeat(MAX_BODY));

        HttpResponse<String> whole = post(tooLong);
        HttpResponse<String> inChunks = http.send(
                HttpRequest.newBuilder(uri("/v1/reports"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(tooLong.getBytes(StandardCharsets.UTF_8))))
                        .build(),
                BodyHandlers.ofString());

        problem(whole, 413);
        problem(inChunks, 413);
        assertThat(committed()).doesNotContain("R-5");
    }

    @Test
    void otherPathsAndMethodsAreProblemsToo() {
        problem(get("/v1/nothing"), 404);
        problem(get("/v1/reports"), 405);
    }

    @Test
    void aBrokerThatHangsIsNotAcknowledgedAndWhatIsTooMuchIsTurnedAway() throws Exception {
        ProcessHandle process = broker.process();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        int turnedAway = 0;
        Signals.stop(process);
        try {
            for (int i = 0; i < 3 * IN_FLIGHT; i++) {
                answers.add(http.sendAsync(request(report("H-" + i)), BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> each : answers) {
                HttpResponse<String> answer = each.get(1, TimeUnit.MINUTES);
                ApiDescription.allows("post /v1/reports", answer);
                if (answer.statusCode() == 429) {
                    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                    turnedAway++;
                    continue;
                }
                JsonNode problem = problem(answer, 503);
                assertThat(problem.path("detail").asText()).contains("Send it again");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            }
            problem(get("/health/ready"), 503);
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            Signals.resume(process);
        }
        // Those that were waited for had to give up before others could have their places.
        assertThat(turnedAway).isBetween(1, 2 * IN_FLIGHT);
        await().atMost(PATIENCE).until(() -> post(report("H-0")).statusCode() == 202);
        assertThat(committed()).contains("H-0");
    }

    @Test
    void whatWasAcknowledgedBeforeTheBrokerIsKilledIsThereAfterwards() throws Exception {
        int port = broker.node().port();
        Set<String> acknowledged = Collections.synchronizedSet(new HashSet<>());
        Thread killer = new Thread(() -> {
            await().atMost(PATIENCE).until(() -> acknowledged.size() > 50);
            broker.kill();
        });
        killer.start();
        int number = 0;
        while (killer.isAlive() || number < 60) {
            String id = "K-" + number++;
            if (post(report(id)).statusCode() == 202) {
                acknowledged.add(id);
            }
        }
        killer.join();
        assertThat(post(report("K-dead")).statusCode()).isEqualTo(503);

        broker = EmbeddedBroker.start(data, port);

        await().atMost(PATIENCE).until(() -> post(report("K-alive")).statusCode() == 202);
        assertThat(committed()).containsAll(acknowledged).contains("K-alive");
    }

    @Test
    void whoAsksTooOftenIsToldToWaitAndNobodyIsCalledSafeWhenNobodyCanTell() {
        Settings nobodyAnswers =
                settings.with(Map.of("check-per-minute", "3", "query-url", "http://127.0.0.1:" + Ports.anyFree()));
        try (Gateway alone = Gateway.start(nobodyAnswers)) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = get(alone, "/v1/check?phone=0123456700");
                ApiDescription.allows("get /v1/check", answer);
                assertThat(answer.statusCode()).isEqualTo(503);
            }
            HttpResponse<String> direct = get(alone, "/v1/check?phone=0123456700");
            HttpResponse<String> page = get(alone, "/v1/check/00000");

            ApiDescription.allows("get /v1/check", direct);
            ApiDescription.allows("get /v1/check/{prefix}", page);
            assertThat(List.of(direct.statusCode(), page.statusCode())).containsOnly(429);
            assertThat(get(alone, "/v1/reports/R-1").statusCode()).isEqualTo(503);
        }
    }

    private static String report(String id) {
        return """
                {"report_id":"%s","channel":"WEB","reported_at":"2026-03-02T06:54:05Z","scam_type":"PHONE_SCAM",
                 "narrative":"narrated","victim":{"ref":"v-1"},"suspect_phones":["012-345 6789"]}
                """.formatted(id);
    }

    private Set<String> committed() {
        Set<String> ids = new HashSet<>();
        try (TopicReader<?> reader = TopicReader.open(settings, Topics.SCAM_REPORTS)) {
            reader.readToEnd(record -> ids.add(record.key()));
        }
        return ids;
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(uri("/v1/reports"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> post(String body) {
        HttpResponse<String> answer = send(request(body));
        ApiDescription.allows("post /v1/reports", answer);
        return answer;
    }

    private HttpResponse<String> get(String path) {
        return get(gateway, path);
    }

    private HttpResponse<String> get(Gateway asked, String path) {
        return send(HttpRequest.newBuilder(URI.create(asked.url() + path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create(gateway.url() + path);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("urn:sekat:problem:");
        assertThat(problem.path("title").asText()).isNotBlank();
        return problem;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(answer.body(), e);
        }
    }
}
