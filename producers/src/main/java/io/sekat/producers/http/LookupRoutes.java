package io.sekat.producers.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.sekat.http.HttpServer;
import io.sekat.http.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** {@code GET /v1/check} and {@code GET /v1/reports/{id}}: what the Streams application knows. */
final class LookupRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FOUND = 200;
    private static final int UNKNOWN = 404;

    private final Lookup lookup;
    private final RateLimit limit;
    private final RecentReports recent;

    /**
     * @param limit how often one client may check
     * @param recent the reports that were acknowledged here
     */
    LookupRoutes(Lookup lookup, RateLimit limit, RecentReports recent) {
        this.lookup = lookup;
        this.limit = limit;
        this.recent = recent;
    }

    /** Whether one account or number is reported. */
    void check(Context context) {
        limit.take(context);
        // Written anew: what is typed into an address need not be one.
        String query = context.queryParamMap().entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> escaped(parameter.getKey()) + "=" + escaped(value)))
                .collect(Collectors.joining("&"));
        context.future(() -> lookup.ask("/v1/check" + (query.isEmpty() ? "" : "?" + query))
                .thenAccept(answer -> relay(context, answer)));
    }

    /** What is reported of all that begins with the first digits of a hash. */
    void page(Context context) {
        limit.take(context);
        String prefix = escaped(context.pathParam("prefix"));
        context.future(() -> lookup.ask("/v1/check/" + prefix).thenAccept(answer -> relay(context, answer)));
    }

    /** What became of a report. One that was acknowledged here and is decided about by nobody yet was received. */
    void report(Context context) {
        String id = context.pathParam("id");
        context.future(() -> receipt(id).thenAccept(answer -> {
            if (answer.statusCode() == UNKNOWN && recent.contains(id)) {
                HttpServer.json(context, Map.of("report_id", id, "state", "received"));
            } else {
                relay(context, answer);
            }
        }));
    }

    /** Whether a report was rejected, so that its id may come again with other content. */
    CompletableFuture<Boolean> isRejected(String reportId) {
        return receipt(reportId)
                .thenApply(answer -> answer.statusCode() == FOUND
                        && read(answer.body()).path("state").asText().equals("rejected"));
    }

    private CompletableFuture<HttpResponse<byte[]>> receipt(String reportId) {
        return lookup.ask("/v1/reports/" + escaped(reportId));
    }

    private static void relay(Context context, HttpResponse<byte[]> answer) {
        context.status(answer.statusCode())
                .header("Cache-Control", "no-store")
                .result(answer.body())
                .contentType(answer.statusCode() < 400 ? type(answer) : Problem.MEDIA_TYPE);
    }

    private static String type(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Type").orElse("application/json");
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException("the Streams application's answer cannot be read", e);
        }
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
