package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.torture.WebhookCheck.Posted;
import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.FreezeAlert;
import io.sekat.json.EventJson;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check sees what was posted last, and what was in it. */
class WebhookCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final String BANK = "ALFAMYKL";
    private static final String SUBJECT = BANK + ":12345";

    private final Map<String, Long> last = new TreeMap<>();
    private final Map<String, String> bodies = new TreeMap<>();

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    @BeforeEach
    void post() {
        last.put(SUBJECT, 2L);
        bodies.put("a:1", EventJson.line(alert(1, 100)));
        bodies.put("a:2", EventJson.line(alert(2, 50)));
    }

    private static FreezeAlert alert(long revision, long minor) {
        return FreezeAlert.newBuilder()
                .setAlertId("a")
                .setBank(BANK)
                .setAccount("12345")
                .setRevision(revision)
                .setAction(AccountAction.HOLD)
                .setHold(List.of(new Amount("MYR", minor)))
                .setCausedAt(NOW)
                .setIssuedAt(NOW)
                .setRespondBy(NOW)
                .setHoldUntil(NOW)
                .build();
    }

    private List<String> violations() {
        Evidence evidence = new Evidence(
                Map.of(),
                Map.of(BANK, List.of(alert(1, 100), alert(2, 50))),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        Posted posted = new Posted(Map.of(SUBJECT, 2L), last, bodies, List.of());
        return WebhookCheck.check(WebhookCheck.expected(evidence), evidence, posted)
                .violations();
    }

    @Test
    void theNewestLastWithTheBodiesOfTheTopicIsRight() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void anOlderRevisionThatCameLastIsSeen() {
        last.put(SUBJECT, 1L);

        assertThat(violations()).singleElement().asString().contains(SUBJECT, "the last 1");
    }

    @Test
    void aBodyThatAsksForSomethingElseIsSeen() {
        bodies.put("a:1", EventJson.line(alert(1, 99)));

        assertThat(violations()).singleElement().asString().contains("key a:1");
    }

    @Test
    void aBodyThatIsOnNoTopicIsSeen() {
        bodies.put("a:3", EventJson.line(alert(3, 50)));

        assertThat(violations()).singleElement().asString().contains("key a:3", "on the topic is null");
    }
}
