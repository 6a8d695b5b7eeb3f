package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sekat.producers.http.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The intake's own description, to which its real answers are held. */
final class ApiDescription {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    private static final Map<JsonNode, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private ApiDescription() {}

    /**
     * Checks that an answer is one that the description allows.
     *
     * @param operation method in lower case and path, e.g. {@code get /v1/check}
     */
    static void allows(String operation, HttpResponse<String> answer) {
        String[] words = operation.split(" ", 2);
        JsonNode described = DOCUMENT.path("paths")
                .path(words[1])
                .path(words[0])
                .path("responses")
                .path(String.valueOf(answer.statusCode()));
        assertThat(described.isObject())
                .as("%s may answer %d: %s", operation, answer.statusCode(), answer.body())
                .isTrue();
        described
                .path("headers")
                .fieldNames()
                .forEachRemaining(header -> assertThat(answer.headers().firstValue(header))
                        .as("header %s of %s", header, operation)
                        .isPresent());
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonNode media = described.path("content").path(type);
        assertThat(media.isObject()).as("%s may answer %s", operation, type).isTrue();
        assertThat(SCHEMAS.computeIfAbsent(media.path("schema"), ApiDescription::schema)
                        .validate(body(type, answer.body())))
                .as("%s answered %s", operation, answer.body())
                .isEmpty();
    }

    private static Schema schema(JsonNode described) {
        ObjectNode whole = described.deepCopy();
        whole.set("components", DOCUMENT.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }

    private static JsonNode body(String type, String body) {
        try {
            return type.endsWith("json") ? JSON.readTree(body) : TextNode.valueOf(body);
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }

    private static JsonNode read() {
        try (InputStream in = Gateway.class.getResourceAsStream("openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
