package io.sekat.benchmarks.torture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.json.EventJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the agents posted is what is on the topics (docs/webhook.md): each agent posted the newest revision of each subject,
 * and posted it last, so that who takes the last one for the truth is right; and each body is the event of its key. In what
 * order older revisions came first is nobody's concern: after a crash an agent begins where it last committed.
 */
final class WebhookCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What was stored at the participants' end.
     *
     * @param newest the newest revision of each subject
     * @param last the revision of each subject that came last
     * @param bodies by idempotency key
     * @param contradictions where a key came with another body
     */
    record Posted(
            Map<String, Long> newest,
            Map<String, Long> last,
            Map<String, String> bodies,
            List<String> contradictions) {}

    private WebhookCheck() {}

    /** The newest revision of each subject whose participant has an agent. */
    static Map<String, Long> expected(Evidence evidence) {
        Map<String, Long> expected = new TreeMap<>();
        Cast.ANSWERING_BANKS.forEach(bank -> evidence.alerts()
                .getOrDefault(bank, List.of())
                .forEach(alert -> expected.put(Checker.subject(alert), alert.getRevision())));
        evidence.requests()
                .getOrDefault(Cast.ANSWERING_OPERATOR, List.of())
                .forEach(request ->
                        expected.put(request.getOperator() + " " + request.getPhoneNumber(), request.getRevision()));
        evidence.returns()
                .values()
                .forEach(all -> all.forEach(request ->
                        expected.put(request.getBank() + " " + request.getRequestId(), request.getRevision())));
        return expected;
    }

    /**
     * Compares.
     *
     * @param expected the newest revision of each subject
     * @param evidence what is on the topics, read after all was posted
     */
    static Verdict check(Map<String, Long> expected, Evidence evidence, Posted posted) {
        Verdict verdict =
                new Verdict("each webhook has the newest revision, and last; each body is the event of its key");
        expected.forEach((subject, revision) -> verdict.expect(
                revision.equals(posted.newest().get(subject))
                        && revision.equals(posted.last().get(subject)),
                "%s: revision %d is on the topic, but the newest that was posted is %s, the last %s",
                subject,
                revision,
                posted.newest().get(subject),
                posted.last().get(subject)));
        posted.newest()
                .keySet()
                .forEach(subject -> verdict.expect(
                        expected.containsKey(subject), "%s was posted, but is not on the topic", subject));
        posted.contradictions().forEach(said -> verdict.expect(false, "%s", said));
        Map<String, SpecificRecord> events = events(evidence);
        posted.bodies().forEach((key, body) -> {
            SpecificRecord event = events.get(key);
            verdict.expect(
                    event != null && tree(EventJson.line(event)).equals(tree(body)),
                    "key %s was posted with %s, but on the topic is %s",
                    key,
                    body,
                    event);
        });
        return verdict;
    }

    /** By idempotency key. */
    private static Map<String, SpecificRecord> events(Evidence evidence) {
        Map<String, SpecificRecord> events = new HashMap<>();
        evidence.alerts()
                .values()
                .forEach(
                        all -> all.forEach(alert -> events.put(alert.getAlertId() + ":" + alert.getRevision(), alert)));
        evidence.requests()
                .values()
                .forEach(all -> all.forEach(
                        request -> events.put(request.getAlertId() + ":" + request.getRevision(), request)));
        evidence.returns()
                .values()
                .forEach(all -> all.forEach(
                        request -> events.put(request.getRequestId() + ":" + request.getRevision(), request)));
        return events;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }
}
