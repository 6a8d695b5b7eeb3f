package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.NotHandled;
import io.sekat.json.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;

/**
 * Posts each alert as JSON to a URL, as {@code docs/webhook.md} says. Only 2xx means that it is handled; its body may
 * say what is answered to Sekat. Whatever else comes back, the alert comes again, under the same
 * {@code Idempotency-Key}, until it is handled: an alert is never dropped.
 *
 * @param <V> FreezeAlert, ReturnRequest or BlockRequest
 */
public final class WebhookHandler<V extends SpecificRecord> implements AlertHandler<V> {
    /** Of the messages, as {@code docs/webhook} has it. */
    static final String SCHEMA_VERSION = "1";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int ACCEPTED = 202;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AlertKind<V> kind;
    private final URI url;
    private final Duration timeout;
    private final WebhookSecrets secrets;
    private final InstantSource clock;

    /**
     * A handler for one URL.
     *
     * @param kind what it posts
     * @param url http or https, with a host
     * @param timeout for one whole answer
     * @param secrets what requests are signed with
     * @throws IllegalArgumentException when the URL is not as said
     */
    WebhookHandler(AlertKind<V> kind, URI url, Duration timeout, WebhookSecrets secrets) {
        this(kind, url, timeout, secrets, InstantSource.system());
    }

    WebhookHandler(AlertKind<V> kind, URI url, Duration timeout, WebhookSecrets secrets, InstantSource clock) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "webhook '" + url + "' is not valid: expected a URL such as https://bank.example/alerts");
        }
        this.kind = kind;
        this.url = url;
        this.timeout = timeout;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Posts an alert and waits for the answer.
     *
     * @throws NotHandled when the answer is not 2xx, does not come in time or cannot be understood
     * @throws InterruptedException when the agent is stopping
     */
    @Override
    public Answer handle(V alert) throws NotHandled, InterruptedException {
        HttpRequest request = request(alert);
        // The request's own timeout ends with the answer's head: a body without an end would hold up every alert.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, head -> new LimitedBody(LONGEST_ANSWER));
        try {
            return answer(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), alert);
        } catch (TimeoutException e) {
            throw NotHandled.soon(
                    shown() + " did not answer within " + timeout.toMillis() + " ms: is it overloaded or hanging?");
        } catch (ExecutionException e) {
            throw NotHandled.soon(shown() + " cannot be reached (" + e.getCause()
                    + "): is it running, and is --webhook the right address?");
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(V alert) {
        byte[] body = EventJson.line(alert).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", kind.idempotencyKey(alert))
                .header("Sekat-Message", kind.name())
                .header("Sekat-Schema-Version", SCHEMA_VERSION)
                .header("User-Agent", "sekat-agent")
                .POST(BodyPublishers.ofByteArray(body));
        if (!secrets.isEmpty()) {
            request.header("Sekat-Signature", secrets.signature(clock.instant(), body));
        }
        return request.build();
    }

    private Answer answer(HttpResponse<byte[]> response, V alert) throws NotHandled {
        int status = response.statusCode();
        if (status == ACCEPTED) {
            return response.headers()
                    .firstValue("Retry-After")
                    .flatMap(text -> RetryAfter.parse(text, clock.instant()))
                    .map(Answer::later)
                    .orElseGet(Answer::none);
        } else if (status / 100 == 2) {
            return given(response, alert);
        }
        throw refused(response, alert);
    }

    private Answer given(HttpResponse<byte[]> response, V alert) throws NotHandled {
        boolean isJson = response.headers()
                .firstValue("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .orElse(false);
        if (!isJson) {
            return Answer.none();
        }
        try {
            Answer answer = AnswerJson.read(response.body());
            if (answer instanceof Answer.Given given) {
                kind.check(given.outcome());
            }
            return answer;
        } catch (IllegalArgumentException e) {
            throw NotHandled.oncePutRight(shown() + " answered " + kind.idempotencyKey(alert)
                    + " with what cannot be used: " + e.getMessage() + ". See docs/webhook.md");
        }
    }

    private NotHandled refused(HttpResponse<?> response, V alert) {
        int status = response.statusCode();
        String said = shown() + " answered " + status + " to " + kind.idempotencyKey(alert);
        boolean isPassing = status == 408 || status == 425 || status == 429 || status >= 500;
        if (isPassing) {
            return response.headers()
                    .firstValue("Retry-After")
                    .flatMap(text -> RetryAfter.parse(text, clock.instant()))
                    .map(wait -> NotHandled.later(said, wait))
                    .orElseGet(() -> NotHandled.soon(said));
        } else if (status / 100 == 3) {
            return NotHandled.oncePutRight(
                    said + ", a redirect, which is not followed: give its target as --webhook if it is yours");
        }
        return NotHandled.oncePutRight(said + ": expected 2xx once the alert is stored. It is offered again until then;"
                + " see the receiver's log for why it refuses, and check the address and the access to it");
    }

    /** The address without what may be secret: user and query. */
    private String shown() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }
}
