package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Alerts;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.NotHandled;
import io.sekat.events.FreezeAlert;
import io.sekat.money.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHandlerTest {
    private static final FreezeAlert ALERT = Alerts.freeze("1001", 7).build();
    private static final int HANGS = -1;
    private static final int HANGS_IN_BODY = -2;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private String contentType = "application/json";
    private String answerBody = "";
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private URI url;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/alerts", this::answer);
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts?token=secret");
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    @Test
    void anAlertIsHandledOnceTheReceiverSaysSo() throws Exception {
        answers.add(204);

        Answer answer = handler().handle(ALERT);

        assertThat(answer).isEqualTo(Answer.none());
        assertThat(requests.get(0).getFirst("Idempotency-Key")).isEqualTo("alert-1001:7");
        assertThat(requests.get(0).getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(requests.get(0).getFirst("User-Agent")).isEqualTo("sekat-agent");
        assertThat(requests.get(0).getFirst("Sekat-Message")).isEqualTo("freeze-alert");
        assertThat(requests.get(0).getFirst("Sekat-Schema-Version")).isEqualTo("1");
        assertThat(requests.get(0)).doesNotContainKey("Sekat-Signature");
        JsonNode body = new ObjectMapper().readTree(bodies.get(0));
        assertThat(body.path("action").asText()).isEqualTo("HOLD");
        assertThat(body.path("hold").path(0).path("minor").asLong()).isEqualTo(482_000);
        assertThat(body.path("respondBy").asText()).isEqualTo("2026-03-01T04:20:06Z");
    }

    @Test
    void theBodyOfTheAnswerIsWhatIsAnswered() throws Exception {
        answers.add(200);
        contentType = "application/json; charset=utf-8";
        answerBody = "{\"outcome\":\"PARTLY_HELD\",\"held\":[{\"currency\":\"MYR\",\"minor\":120000}]}";

        assertThat(handler().handle(ALERT)).isEqualTo(Answer.partlyHeld(List.of(new Money("MYR", 120_000))));
    }

    @Test
    void aBodyThatIsNotJsonIsNoAnswer() throws Exception {
        answers.add(200);
        contentType = "text/plain";
        answerBody = "OK";

        assertThat(handler().handle(ALERT)).isEqualTo(Answer.none());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"outcome\":\"DONE\"}",
                "{\"outcome\":\"BLOCKED\"}",
                "{\"outcome\":\"REFUSED\"}",
                "[]",
                "{\"outcome"
            })
    void anAnswerThatCannotBeUsedNeedsAPersonAndIsAskedForAgain(String body) {
        answers.add(200);
        answerBody = body;

        assertThatThrownBy(() -> handler().handle(ALERT))
                .satisfies(thrown -> assertThat(thrown)
                        .usingRecursiveComparison()
                        .comparingOnlyFields("hope")
                        .isEqualTo(NotHandled.oncePutRight("")))
                .hasMessageContaining("docs/webhook.md");
    }

    @Test
    void anAnswerWithoutAnEndIsNotKept() {
        answers.add(200);
        answerBody = " ".repeat(100_000);

        assertThatThrownBy(() -> handler().handle(ALERT))
                .isInstanceOf(NotHandled.class)
                .hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void acceptedWithAWaitIsAskedForAgainThen() throws Exception {
        answers.addAll(List.of(1202, 202));

        assertThat(handler().handle(ALERT)).isEqualTo(Answer.later(Duration.ofSeconds(7)));
        assertThat(handler().handle(ALERT)).isEqualTo(Answer.none());
    }

    @Test
    void theBodyIsSignedWithEachSecret() throws Exception {
        answers.add(204);
        WebhookSecrets secrets = WebhookSecrets.of(List.of("the-newer-secret-1", "the-older-secret-2"));
        WebhookHandler<FreezeAlert> handler = new WebhookHandler<>(
                AlertKind.FREEZE, url, Duration.ofSeconds(10), secrets, InstantSource.fixed(Alerts.ISSUED));

        handler.handle(ALERT);

        assertThat(requests.get(0).getFirst("Sekat-Signature"))
                .isEqualTo(secrets.signature(Alerts.ISSUED, bodies.get(0).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theKeyIsTheSameWhenItIsTriedAgain() throws Exception {
        answers.addAll(List.of(503, 200));
        WebhookHandler<FreezeAlert> handler = handler();

        assertThatThrownBy(() -> handler.handle(ALERT)).isInstanceOf(NotHandled.class);
        handler.handle(ALERT);

        assertThat(requests)
                .extracting(headers -> headers.getFirst("Idempotency-Key"))
                .containsExactly("alert-1001:7", "alert-1001:7");
        assertThat(bodies.get(0)).isEqualTo(bodies.get(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 503})
    void aPassingFailureIsTriedAgainSoon(int status) {
        answers.add(status);

        assertThatThrownBy(() -> handler().handle(ALERT))
                .satisfies(thrown -> assertThat(thrown)
                        .usingRecursiveComparison()
                        .comparingOnlyFields("hope", "atLeast")
                        .isEqualTo(NotHandled.soon("")))
                .hasMessageContaining("answered " + status + " to alert-1001:7");
    }

    @Test
    void aWishToWaitIsPassedOn() {
        answers.add(1503);

        assertThatThrownBy(() -> handler().handle(ALERT))
                .satisfies(thrown -> assertThat(thrown)
                        .usingRecursiveComparison()
                        .comparingOnlyFields("hope", "atLeast")
                        .isEqualTo(NotHandled.later("", Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 404})
    void whatNeedsAPersonIsNotHandledAndSaysWhatToDo(int status) {
        answers.add(status);

        assertThatThrownBy(() -> handler().handle(ALERT))
                .satisfies(thrown -> assertThat(thrown)
                        .usingRecursiveComparison()
                        .comparingOnlyFields("hope")
                        .isEqualTo(NotHandled.oncePutRight("")))
                .hasMessageContaining("http://127.0.0.1:")
                .hasMessageContaining("/alerts answered " + status + " to alert-1001:7")
                .hasMessageNotContaining("secret");
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {HANGS, HANGS_IN_BODY})
    void anAnswerThatDoesNotComeOrEndIsNotWaitedForLonger(int hanging) {
        answers.add(hanging);
        WebhookHandler<FreezeAlert> handler =
                new WebhookHandler<>(AlertKind.FREEZE, url, Duration.ofMillis(200), WebhookSecrets.NONE);

        assertThatThrownBy(() -> handler.handle(ALERT))
                .isInstanceOf(NotHandled.class)
                .hasMessageContaining("did not answer within 200 ms");
    }

    @Test
    void aReceiverThatIsNotThereIsTriedAgain() {
        server.stop(0);

        assertThatThrownBy(() -> handler().handle(ALERT))
                .isInstanceOf(NotHandled.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void onlyWebAddressesAreTaken() {
        for (String wrong : List.of("ftp://bank.example/x", "alerts", "http:///x")) {
            assertThatThrownBy(() -> new WebhookHandler<>(
                            AlertKind.FREEZE, URI.create(wrong), Duration.ofSeconds(1), WebhookSecrets.NONE))
                    .hasMessageContaining("expected a URL");
        }
        assertThatCode(() -> new WebhookHandler<>(
                        AlertKind.FREEZE,
                        URI.create("HTTPS://bank.example"),
                        Duration.ofSeconds(1),
                        WebhookSecrets.NONE))
                .doesNotThrowAnyException();
    }

    private WebhookHandler<FreezeAlert> handler() {
        return new WebhookHandler<>(AlertKind.FREEZE, url, Duration.ofSeconds(10), WebhookSecrets.NONE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = answers.remove();
        requests.add(exchange.getRequestHeaders());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (status < 0) {
            if (status == HANGS_IN_BODY) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().flush();
            }
            awaitRelease();
        } else {
            if (status > 1000) {
                exchange.getResponseHeaders().add("Retry-After", "7");
            }
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] body = answerBody.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.sendResponseHeaders(status % 1000, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
