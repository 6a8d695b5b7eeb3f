package io.sekat.sandbox;

import io.sekat.config.Settings;
import io.sekat.events.BlockRequest;
import io.sekat.events.BlockResponse;
import io.sekat.events.Escalation;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.Participant;
import io.sekat.events.ReturnRequest;
import io.sekat.money.Money;
import io.sekat.sandbox.tools.Table;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What followed the alerts, as the topics say.
 *
 * @param asked when each revision of each alert and request was made, UTC
 * @param freezes the banks' answers, return requests included
 * @param blocks the operators' answers
 * @param escalations every deadline that passed
 * @param returns every return request
 */
record DemoAnswers(
        Map<String, Instant> asked,
        List<FreezeResponse> freezes,
        List<BlockResponse> blocks,
        List<Escalation> escalations,
        List<ReturnRequest> returns) {

    static DemoAnswers read(Settings settings) {
        List<Participant> participants = TopicEvents.all(settings, Topics.PARTICIPANTS);
        List<ReturnRequest> returns = TopicEvents.all(settings, Topics.RETURN_REQUESTS, participants);
        Map<String, Instant> asked = new HashMap<>();
        for (FreezeAlert alert : TopicEvents.all(settings, Topics.FREEZE_ALERTS, participants)) {
            asked.put(key(alert.getAlertId(), alert.getRevision()), alert.getIssuedAt());
        }
        for (BlockRequest request : TopicEvents.all(settings, Topics.BLOCK_REQUESTS, participants)) {
            asked.put(key(request.getAlertId(), request.getRevision()), request.getIssuedAt());
        }
        returns.forEach(
                request -> asked.put(key(request.getRequestId(), request.getRevision()), request.getIssuedAt()));
        return new DemoAnswers(
                asked,
                TopicEvents.all(settings, Topics.FREEZE_RESPONSES),
                TopicEvents.all(settings, Topics.BLOCK_RESPONSES),
                TopicEvents.all(settings, Topics.ESCALATIONS),
                returns);
    }

    private static String key(String alertId, long revision) {
        return alertId + ":" + revision;
    }

    /** Whether each return request was answered, escalated twice or taken back. */
    boolean areReturnsSettled() {
        Set<String> settled = freezes.stream()
                .map(answer -> key(answer.getAlertId(), answer.getRevision()))
                .collect(Collectors.toSet());
        escalations.stream()
                .filter(notice -> notice.getLevel() > 1)
                .forEach(notice -> settled.add(key(notice.getAlertId(), notice.getRevision())));
        return returns.stream()
                .allMatch(request ->
                        isTakenBack(request) || settled.contains(key(request.getRequestId(), request.getRevision())));
    }

    /** Whether it, or a later revision, takes back what the request asked. */
    private boolean isTakenBack(ReturnRequest request) {
        return returns.stream()
                .anyMatch(later -> later.getWithdrawn()
                        && later.getRequestId().equals(request.getRequestId())
                        && later.getRevision() >= request.getRevision());
    }

    String table() {
        StringBuilder text = new StringBuilder();
        for (Table table : List.of(outcomes(), times(), notices(), givenBack())) {
            text.append(table).append(System.lineSeparator());
        }
        return text.toString();
    }

    private Table outcomes() {
        Map<String, Integer> counts = new TreeMap<>();
        freezes.forEach(answer -> counts.merge("BANK " + answer.getOutcome(), 1, Integer::sum));
        blocks.forEach(answer -> counts.merge("OPERATOR " + answer.getOutcome(), 1, Integer::sum));
        Table table = new Table(List.of("ANSWERS", "COUNT"));
        counts.forEach((outcome, count) -> table.row(outcome, count.toString()));
        return table;
    }

    /** From the making of a revision to its answer, as the participant says. */
    private Table times() {
        Map<String, List<Long>> millis = new TreeMap<>();
        freezes.forEach(answer ->
                add(millis, "banks", key(answer.getAlertId(), answer.getRevision()), answer.getRespondedAt()));
        blocks.forEach(answer ->
                add(millis, "operators", key(answer.getAlertId(), answer.getRevision()), answer.getRespondedAt()));
        Table table = new Table(List.of("TIME TO ANSWER", "COUNT", "MEDIAN", "99 %"));
        millis.forEach((kind, times) -> {
            List<Long> sorted = times.stream().sorted().toList();
            table.row(
                    kind,
                    Integer.toString(sorted.size()),
                    DemoFigures.percentile(sorted, 50) + " ms",
                    DemoFigures.percentile(sorted, 99) + " ms");
        });
        return table;
    }

    private void add(Map<String, List<Long>> millis, String kind, String revision, Instant answeredAt) {
        Instant at = asked.get(revision);
        if (at != null) {
            millis.computeIfAbsent(kind, any -> new ArrayList<>())
                    .add(Duration.between(at, answeredAt).toMillis());
        }
    }

    private Table notices() {
        Map<String, int[]> levels = new TreeMap<>();
        escalations.forEach(notice ->
                levels.computeIfAbsent(notice.getParticipantId(), any -> new int[2])[notice.getLevel() > 1 ? 1 : 0]++);
        Table table = new Table(List.of("ESCALATED FOR WANT OF AN ANSWER", "FIRST", "SECOND"));
        levels.forEach((participant, counts) ->
                table.row(participant, Integer.toString(counts[0]), Integer.toString(counts[1])));
        return table;
    }

    private Table givenBack() {
        Map<String, FreezeOutcome> answers = new HashMap<>();
        freezes.forEach(answer -> answers.put(key(answer.getAlertId(), answer.getRevision()), answer.getOutcome()));
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        returns.stream().filter(request -> !request.getWithdrawn()).forEach(request -> {
            FreezeOutcome outcome = answers.get(key(request.getRequestId(), request.getRevision()));
            String unanswered = isTakenBack(request) ? "withdrawn" : "no answer";
            String row = outcome == null ? unanswered : outcome.name();
            counts.merge(row, 1, Integer::sum);
            sums.computeIfAbsent(row, any -> new TreeMap<>())
                    .merge(
                            request.getAmount().getCurrency(),
                            request.getAmount().getMinor(),
                            Long::sum);
        });
        Table table = new Table(List.of("RETURN REQUESTS", "COUNT", "AMOUNT"));
        sums.forEach((row, amounts) -> amounts.forEach((currency, minor) ->
                table.row(row, String.valueOf(counts.get(row)), new Money(currency, minor).toString())));
        return table;
    }
}
