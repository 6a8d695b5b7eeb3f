package io.sekat.streams.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekat.streams.Part;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;

/** Asks whichever instance has the partition, this one included. */
final class Instances {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Map<Part, KafkaStreams> parts;
    private final HostInfo own;
    private final OwnAnswers answers;

    Instances(Map<Part, KafkaStreams> parts, HostInfo own, OwnAnswers answers) {
        this.parts = parts;
        this.own = own;
        this.answers = answers;
    }

    /** What is known of something; fails with a refusal when whoever has it cannot say now. */
    CompletableFuture<ObjectNode> about(Subject subject, String key) {
        KeyQueryMetadata place = place(subject, key);
        if (place.activeHost().equals(own)) {
            return CompletableFuture.completedFuture(answers.about(subject, key, place.partition()));
        }
        return ask(
                place.activeHost(),
                "/own/" + subject.path() + "?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    /**
     * The same of this instance only.
     *
     * @throws io.sekat.http.Refusal when it is not this instance's
     */
    ObjectNode ownAbout(Subject subject, String key) {
        return answers.about(subject, key, place(subject, key).partition());
    }

    /** All that begins with a prefix, from every instance. */
    CompletableFuture<List<ObjectNode>> beginningWith(String prefix) {
        List<CompletableFuture<ObjectNode>> asked = all().stream()
                .map(StreamsMetadata::hostInfo)
                .map(host -> host.equals(own)
                        ? CompletableFuture.completedFuture(answers.beginningWith(prefix))
                        : ask(host, "/own/hashes/" + prefix))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }

    /** The same from this instance only. */
    ObjectNode ownBeginningWith(String prefix) {
        return answers.beginningWith(prefix);
    }

    private KeyQueryMetadata place(Subject subject, String key) {
        KeyQueryMetadata place;
        try {
            place = of(subject.part()).queryMetadataForKey(subject.store(), key, new StringSerializer());
        } catch (StreamsException | IllegalStateException e) {
            throw NotHere.because("The Streams application is not running yet, or not any more.");
        }
        if (place == null || place.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw NotHere.because("Partitions are moving between instances.");
        }
        return place;
    }

    private KafkaStreams of(Part part) {
        return Objects.requireNonNull(parts.get(part), "all parts run");
    }

    private Collection<StreamsMetadata> all() {
        try {
            return of(Part.ALERTS).metadataForAllStreamsClients();
        } catch (StreamsException | IllegalStateException e) {
            throw NotHere.because("The Streams application is not running yet, or not any more.");
        }
    }

    private CompletableFuture<ObjectNode> ask(HostInfo host, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host.host() + ":" + host.port() + path))
                .timeout(ANSWER)
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).handle((answer, thrown) -> {
            if (thrown != null || answer.statusCode() != 200) {
                throw NotHere.because("The instance that has it does not answer.");
            }
            return read(answer);
        });
    }

    private static ObjectNode read(HttpResponse<byte[]> answer) {
        try {
            return JSON.readValue(answer.body(), ObjectNode.class);
        } catch (IOException e) {
            throw NotHere.because("The instance that has it gave no answer that can be read.");
        }
    }
}
