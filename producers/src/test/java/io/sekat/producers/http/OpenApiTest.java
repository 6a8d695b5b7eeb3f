package io.sekat.producers.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.javalin.Javalin;
import io.sekat.events.ScamReport;
import io.sekat.producers.reports.ReportJson;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** {@code openapi.json} is valid, describes the routes that there are and no others, and its examples are right. */
class OpenApiTest {
    private final JsonNode document = read();

    @Test
    void itIsValidOpenApi31() {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(document.toString());

        assertThat(result.getMessages()).isNullOrEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).startsWith("3.1");
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(routes());
    }

    @Test
    void everyExampleMeetsItsSchema() {
        List<String> failures = new ArrayList<>();
        int[] seen = {0};
        document.findParents("example").forEach(media -> {
            seen[0]++;
            errors(media.path("schema"), media.path("example"))
                    .forEach(error -> failures.add(media.path("example") + ": " + error));
        });

        assertThat(failures).isEmpty();
        assertThat(seen[0]).isGreaterThan(5);
    }

    @Test
    void theExampleOfAReportIsAccepted() {
        JsonNode example = document.at("/paths/~1v1~1reports/post/requestBody/content/application~1json/example");

        ReportJson.Result result = ReportJson.check(
                example.toString().getBytes(StandardCharsets.UTF_8), Instant.parse("2026-03-02T07:00:00Z"));

        assertThat(result).isInstanceOf(ReportJson.Good.class);
    }

    private static Set<String> routes() {
        MockProducer<String, ScamReport> producer = new MockProducer<>(
                true, new RoundRobinPartitioner(), new StringSerializer(), (topic, value) -> new byte[0]);
        try (ReportLog log = new ReportLog(producer, 1)) {
            RecentReports recent = new RecentReports();
            LookupRoutes lookups =
                    new LookupRoutes(new Lookup(List.of()), new RateLimit(1, new ClientAddress(0)), recent);
            GatewayRoutes routes = new GatewayRoutes(
                    new ReportRoutes(log, recent, lookups::isRejected, 1024, InstantSource.system()),
                    lookups,
                    () -> CompletableFuture.completedFuture("id"));
            Javalin javalin = Javalin.create(config -> {
                config.startup.startupWatcherEnabled = false;
                routes.addTo(config.routes);
            });
            Set<String> names = new TreeSet<>();
            javalin.unsafe
                    .internalRouter
                    .allHttpHandlers()
                    .forEach(route -> names.add(route.endpoint.method + " " + route.endpoint.path));
            return names;
        }
    }

    private List<Error> errors(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(value);
    }

    private static JsonNode read() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
