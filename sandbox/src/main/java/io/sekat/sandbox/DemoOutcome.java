package io.sekat.sandbox;

import io.sekat.config.Settings;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.EnrichedReport;
import io.sekat.events.FreezeAlert;
import io.sekat.events.Participant;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewState;
import io.sekat.events.ScamReport;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.money.Money;
import io.sekat.sandbox.tools.Table;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.topics.RecipientTopics;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the topics say at the end.
 *
 * @param published every report that is in the topic
 * @param enriched the newest file of each report
 * @param rejected every rejected record
 * @param freezes the newest alert of each account
 * @param blocks the newest request of each number
 * @param reviews the newest review item of each subject
 */
record DemoOutcome(
        List<ScamReport> published,
        Map<String, EnrichedReport> enriched,
        List<RejectedRecord> rejected,
        Map<String, FreezeAlert> freezes,
        Map<String, BlockRequest> blocks,
        Map<String, ReviewItem> reviews) {

    static DemoOutcome read(Settings settings) {
        List<Participant> participants = all(settings, Topics.PARTICIPANTS);
        return new DemoOutcome(
                all(settings, Topics.SCAM_REPORTS),
                newest(
                        all(settings, Topics.ENRICHED_REPORTS),
                        EnrichedReport::getReportId,
                        EnrichedReport::getRevision),
                all(settings, Topics.REJECTED_RECORDS),
                newest(
                        all(settings, Topics.FREEZE_ALERTS, participants),
                        alert -> alert.getBank() + ":" + alert.getAccount(),
                        FreezeAlert::getRevision),
                newest(
                        all(settings, Topics.BLOCK_REQUESTS, participants),
                        BlockRequest::getPhoneNumber,
                        BlockRequest::getRevision),
                newest(all(settings, Topics.REVIEW_ITEMS), ReviewItem::getSubject, ReviewItem::getRevision));
    }

    /** How many alerts and requests agents must have seen at least: the newest of each subject. */
    long alerts() {
        return (long) freezes.size() + blocks.size();
    }

    /** Whether each published report is either enriched or rejected. */
    boolean accountsForAll() {
        return published.stream()
                .allMatch(report -> enriched.containsKey(report.getReportId())
                        || rejected.stream()
                                .anyMatch(record -> report.getReportId()
                                        .equals(record.getSubject() == null ? "" : record.getSubject())));
    }

    String table() {
        StringBuilder text = new StringBuilder();
        Table reports = new Table(List.of("REPORTS", "COUNT"));
        reports.row("accepted", Integer.toString(enriched.size()));
        long rejectedReports = published.stream()
                .filter(report -> !enriched.containsKey(report.getReportId()))
                .count();
        reports.row("sent again", Long.toString(published.size() - enriched.size() - rejectedReports));
        Map<String, Integer> reasons = new TreeMap<>();
        rejected.forEach(record -> reasons.merge(record.getReason().name(), 1, Integer::sum));
        reasons.forEach((reason, count) -> reports.row("rejected: " + reason, count.toString()));

        Map<String, Integer> byAction = new TreeMap<>();
        Map<String, Map<String, Long>> heldByBank = new TreeMap<>();
        freezes.values().forEach(alert -> {
            byAction.merge(alert.getAction().name(), 1, Integer::sum);
            for (Amount amount : alert.getHold()) {
                heldByBank
                        .computeIfAbsent(alert.getBank(), bank -> new TreeMap<>())
                        .merge(amount.getCurrency(), amount.getMinor(), Long::sum);
            }
        });
        Map<String, Integer> numbers = new TreeMap<>();
        blocks.values()
                .forEach(request -> numbers.merge(request.getOperator() + " " + request.getAction(), 1, Integer::sum));
        reviews.values().stream()
                .filter(item -> item.getState() == ReviewState.OPEN)
                .forEach(item -> {
                    if (PhoneNumber.isE164(item.getSubject())) {
                        numbers.merge(item.getParticipantId() + " REVIEW", 1, Integer::sum);
                    } else {
                        byAction.merge("REVIEW", 1, Integer::sum);
                    }
                });

        Table accounts = new Table(List.of("ACCOUNTS", "COUNT"));
        byAction.forEach((action, count) -> accounts.row(action, count.toString()));
        Table held = new Table(List.of("TO BE HELD AT", "AMOUNT"));
        heldByBank.forEach((bank, sums) ->
                sums.forEach((currency, minor) -> held.row(bank, new Money(currency, minor).toString())));
        Table phones = new Table(List.of("NUMBERS", "COUNT"));
        numbers.forEach((action, count) -> phones.row(action, count.toString()));
        for (Table table : List.of(reports, accounts, held, phones)) {
            text.append(table).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static <V extends SpecificRecord> List<V> all(Settings settings, Topic<V> topic) {
        List<V> events = new ArrayList<>();
        try (TopicReader<V> reader = TopicReader.open(settings, topic)) {
            reader.readToEnd(record -> {
                if (record.value() != null) {
                    record.value().ifRead().ifPresent(events::add);
                }
            });
        }
        return events;
    }

    private static <V extends SpecificRecord> List<V> all(
            Settings settings, RecipientTopics<V> family, List<Participant> participants) {
        return participants.stream()
                .filter(participant -> participant.getKind() == family.recipient())
                .flatMap(participant ->
                        all(settings, family.of(new ParticipantId(participant.getParticipantId()))).stream())
                .toList();
    }

    private static <V> Map<String, V> newest(
            List<V> events, java.util.function.Function<V, String> subject, ToLongFunction<V> revision) {
        Map<String, V> newest = new TreeMap<>();
        events.forEach(event -> newest.merge(
                subject.apply(event),
                event,
                (held, other) -> revision.applyAsLong(other) > revision.applyAsLong(held) ? other : held));
        return newest;
    }
}
