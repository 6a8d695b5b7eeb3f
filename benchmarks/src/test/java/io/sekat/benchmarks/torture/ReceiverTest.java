package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the participants' end of the webhooks does with a request to give money back. */
class ReceiverTest {
    private static final String REQUEST = """
            {"requestId":"r","bank":"ALFAMYKL","account":"12345","revision":%d,"withdrawn":%s}""";

    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver(1);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aRequestIsAnsweredAndPaidOnce() throws Exception {
        assertThat(post(1, false).body())
                .contains("RETURNED", Receiver.reference(receiver.returns().get(0)));

        post(1, false);

        assertThat(receiver.returns()).isEmpty();
    }

    @Test
    void aRequestThatIsTakenBackIsNeitherAnsweredNorPaid() throws Exception {
        assertThat(post(2, true).statusCode()).isEqualTo(204);

        assertThat(receiver.returns()).isEmpty();
        assertThat(receiver.ifAnswered(Map.of("ALFAMYKL r", 2L))).isPresent();
        assertThat(receiver.posted().contradictions()).isEmpty();
    }

    @Test
    void anOlderRevisionThatComesAfterTheNewestIsWhatCameLast() throws Exception {
        post(2, true);
        post(1, false);

        assertThat(receiver.posted().newest()).containsEntry("ALFAMYKL r", 2L);
        assertThat(receiver.posted().last()).containsEntry("ALFAMYKL r", 1L);
        assertThat(receiver.ifAnswered(Map.of("ALFAMYKL r", 2L))).isEmpty();

        post(2, true);
        assertThat(receiver.ifAnswered(Map.of("ALFAMYKL r", 2L))).isPresent();
    }

    /** Posts it until it is answered, as it fails at times. */
    private HttpResponse<String> post(long revision, boolean isWithdrawn) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.url()))
                .header("Idempotency-Key", "r:" + revision)
                .POST(HttpRequest.BodyPublishers.ofString(REQUEST.formatted(revision, isWithdrawn)))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        while (true) {
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return response;
                }
            } catch (IOException e) {
                // It ended the connection without an answer.
            }
        }
    }
}
