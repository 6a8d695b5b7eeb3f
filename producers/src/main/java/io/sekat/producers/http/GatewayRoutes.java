package io.sekat.producers.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sekat.http.HttpServer;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * All routes of the intake; {@code openapi.json} describes them.
 *
 * @param reports takes reports
 * @param lookups serves what the Streams application knows
 * @param broker asks whether a broker answers
 */
record GatewayRoutes(ReportRoutes reports, LookupRoutes lookups, Supplier<CompletionStage<String>> broker) {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    void addTo(RoutesConfig routes) {
        byte[] document = document();
        routes.post("/v1/reports", reports::take);
        routes.get("/v1/reports/{id}", lookups::report);
        routes.get("/v1/check", lookups::check);
        routes.get("/v1/check/{prefix}", lookups::page);
        routes.get("/openapi.json", context -> context.result(document).contentType("application/json"));
        routes.get("/health/live", context -> HttpServer.json(context, Map.of("status", "up")));
        routes.get("/health/ready", this::ready);
    }

    /** Ready is who reaches a broker. */
    private void ready(Context context) {
        context.future(() -> broker.get()
                .handle((id, thrown) -> {
                    if (thrown != null) {
                        throw new Refusal(Problem.of(503, "not-ready", "Not ready", "No broker answers.")
                                .retryAfter(AGAIN));
                    }
                    return HttpServer.json(context, Map.of("status", "ready"));
                })
                .toCompletableFuture());
    }

    private static byte[] document() {
        try (InputStream in =
                Objects.requireNonNull(GatewayRoutes.class.getResourceAsStream("openapi.json"), "packaged")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
