package io.sekat.sandbox.tools;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.serdes.WireFormat;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificData;

/** Registers schemas through the Confluent API, which every registry of this kind speaks. */
public final class SchemaRegistration {
    /** Each version can read what each other one wrote. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String root;

    public SchemaRegistration(Settings settings) {
        String url = settings.get(SettingCatalogue.REGISTRY_URL);
        boolean isApicurio = settings.get(SettingCatalogue.SERDE) == WireFormat.APICURIO;
        this.root = isApicurio ? url + "/apis/ccompat/v7" : url;
    }

    /**
     * Sets the compatibility of the registry and registers the value schema of every topic.
     *
     * @return how many schemas were registered or there already
     * @throws IllegalStateException when the registry refuses one; the message says which and why
     */
    public int registerAll() {
        send("PUT", "/config", Map.of("compatibility", COMPATIBILITY));
        Topics.all().forEach(this::register);
        return Topics.all().size();
    }

    private void register(Topic<?> topic) {
        String schema = SpecificData.get().getSchema(topic.type()).toString();
        send("POST", "/subjects/" + topic.name() + "-value/versions", Map.of("schema", schema));
    }

    private void send(String method, String path, Map<String, String> body) {
        URI uri = URI.create(root + path);
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("the registry refused " + method + " " + uri + " with status "
                        + response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the registry does not answer at " + uri + " (" + e + "): is --registry-url right?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the registry", e);
        }
    }
}
