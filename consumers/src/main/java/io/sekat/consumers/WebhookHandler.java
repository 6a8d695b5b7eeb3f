package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.NotHandled;
import io.sekat.json.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;

/**
 * Posts each alert as JSON to a URL. Only a 2xx answer means that it is handled; whatever else is answered, the alert
 * comes again, under the same {@code Idempotency-Key}, until it is: an alert is never dropped.
 *
 * @param <V> FreezeAlert or BlockRequest
 */
public final class WebhookHandler<V extends SpecificRecord> implements AlertHandler<V> {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AlertKind<V> kind;
    private final URI url;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * A handler for one URL.
     *
     * @param kind what it posts
     * @param url http or https, with a host
     * @param timeout for one whole answer
     * @throws IllegalArgumentException when the URL is not as said
     */
    public WebhookHandler(AlertKind<V> kind, URI url, Duration timeout) {
        this(kind, url, timeout, InstantSource.system());
    }

    WebhookHandler(AlertKind<V> kind, URI url, Duration timeout, InstantSource clock) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "webhook '" + url + "' is not valid: expected a URL such as https://bank.example/alerts");
        }
        this.kind = kind;
        this.url = url;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Posts an alert and waits for the answer.
     *
     * @throws NotHandled when the answer is not 2xx or does not come in time
     * @throws InterruptedException when the agent is stopping
     */
    @Override
    public void handle(V alert) throws NotHandled, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", kind.idempotencyKey(alert))
                .header("User-Agent", "sekat-agent")
                .POST(BodyPublishers.ofString(EventJson.line(alert)))
                .build();
        // The request's own timeout ends with the answer's head: a body without an end would hold up every alert.
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, BodyHandlers.discarding());
        try {
            check(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), alert);
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

    private void check(HttpResponse<?> response, V alert) throws NotHandled {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String said = shown() + " answered " + status + " to " + kind.idempotencyKey(alert);
        boolean isPassing = status == 408 || status == 425 || status == 429 || status >= 500;
        if (isPassing) {
            throw response.headers()
                    .firstValue("Retry-After")
                    .flatMap(text -> RetryAfter.parse(text, clock.instant()))
                    .map(wait -> NotHandled.later(said, wait))
                    .orElseGet(() -> NotHandled.soon(said));
        } else if (status / 100 == 3) {
            throw NotHandled.oncePutRight(
                    said + ", a redirect, which is not followed: give its target as --webhook if it is yours");
        }
        throw NotHandled.oncePutRight(said + ": expected 2xx once the alert is stored. It is offered again until then;"
                + " see the receiver's log for why it refuses, and check the address and the access to it");
    }

    /** The address without what may be secret: user and query. */
    private String shown() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }
}
