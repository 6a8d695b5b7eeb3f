package io.sekat.producers.http;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the Streams application. Any instance answers for all, so one that does not is passed over. */
final class Lookup {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** Longer than an instance waits for another. */
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int UNAVAILABLE = 503;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final List<URI> instances;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * @param instances addresses of one or more instances
     */
    Lookup(List<URI> instances) {
        this.instances = List.copyOf(instances);
    }

    /**
     * Asks the instances that the settings name.
     *
     * @throws SettingsException when one of them is no address
     */
    static Lookup of(Settings settings) {
        return new Lookup(Arrays.stream(settings.get(SettingCatalogue.QUERY_URL).split(","))
                .map(text -> uri(text.strip()))
                .toList());
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notValid(text);
        }
        throw notValid(text);
    }

    private static SettingsException notValid(String text) {
        return new SettingsException("setting query-url: '" + text
                + "' is not valid: expected one or more addresses such as http://127.0.0.1:8090, comma-separated");
    }

    /**
     * Asks one instance after the other until one answers.
     *
     * @param path path and query, escaped
     * @return the answer; fails with a {@link Refusal} when nobody can answer now
     */
    CompletableFuture<HttpResponse<byte[]>> ask(String path) {
        return ask(path, Math.floorMod(next.getAndIncrement(), instances.size()), instances.size());
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(String path, int instance, int left) {
        HttpRequest request = HttpRequest.newBuilder(instances.get(instance).resolve(path))
                .timeout(ANSWER)
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray())
                .handle((answer, thrown) -> Optional.ofNullable(answer).filter(given -> given.statusCode() < 500))
                .thenCompose(answer -> {
                    if (answer.isPresent()) {
                        return CompletableFuture.completedFuture(answer.get());
                    }
                    return left > 1
                            ? ask(path, (instance + 1) % instances.size(), left - 1)
                            : CompletableFuture.failedFuture(noAnswer());
                });
    }

    private static Refusal noAnswer() {
        return new Refusal(Problem.of(
                        UNAVAILABLE,
                        "no-answer-now",
                        "No answer now",
                        "Nobody can tell at the moment, which does not mean that nothing is known. Ask again.")
                .retryAfter(SOON));
    }
}
