package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.NotHandled;
import io.sekat.json.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Posts each alert as JSON to a URL. Only a 2xx answer means that it is handled; whatever else is answered, the alert
 * comes again, under the same {@code Idempotency-Key}, until it is: an alert is never dropped.
 *
 * @param <V> FreezeAlert or BlockRequest
 */
public final class WebhookHandler<V extends SpecificRecord> implements AlertHandler<V> {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int NOT_OK = 300;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AlertKind<V> kind;
    private final URI url;
    private final Duration timeout;

    /**
     * A handler for one URL.
     *
     * @param kind what it posts
     * @param url http or https
     * @param timeout for one answer
     */
    public WebhookHandler(AlertKind<V> kind, URI url, Duration timeout) {
        this.kind = kind;
        this.url = url;
        this.timeout = timeout;
    }

    @Override
    public void handle(V alert) throws NotHandled, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", kind.idempotencyKey(alert))
                .header("User-Agent", "sekat-agent")
                .POST(BodyPublishers.ofString(EventJson.line(alert)))
                .build();
        try {
            HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
            if (response.statusCode() < OK || response.statusCode() >= NOT_OK) {
                throw new NotHandled(
                        url + " answered " + response.statusCode() + " to " + kind.idempotencyKey(alert)
                                + ": expected 2xx once the alert is stored",
                        retryAfter(response));
            }
        } catch (IOException e) {
            throw new NotHandled(url + " cannot be reached (" + e + "): is it the right --webhook?");
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }
}
