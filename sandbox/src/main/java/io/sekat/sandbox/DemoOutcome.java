package io.sekat.sandbox;

import io.sekat.config.Settings;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.CaseSummary;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.FreezeAlert;
import io.sekat.events.Participant;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewState;
import io.sekat.events.ScamReport;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.money.Money;
import io.sekat.sandbox.tools.Table;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        List<Participant> participants = TopicEvents.all(settings, Topics.PARTICIPANTS);
        return new DemoOutcome(
                TopicEvents.all(settings, Topics.SCAM_REPORTS),
                TopicEvents.newest(
                        TopicEvents.all(settings, Topics.ENRICHED_REPORTS),
                        EnrichedReport::getReportId,
                        EnrichedReport::getRevision),
                TopicEvents.all(settings, Topics.REJECTED_RECORDS),
                TopicEvents.newest(
                        TopicEvents.all(settings, Topics.FREEZE_ALERTS, participants),
                        alert -> alert.getBank() + ":" + alert.getAccount(),
                        FreezeAlert::getRevision),
                TopicEvents.newest(
                        TopicEvents.all(settings, Topics.BLOCK_REQUESTS, participants),
                        BlockRequest::getPhoneNumber,
                        BlockRequest::getRevision),
                TopicEvents.newest(
                        TopicEvents.all(settings, Topics.REVIEW_ITEMS),
                        ReviewItem::getSubject,
                        ReviewItem::getRevision));
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
        Map<String, Map<String, Long>> confirmedByBank = confirmedByBank();
        Table held = new Table(List.of("TO BE HELD AT", "AMOUNT", "CONFIRMED"));
        heldByBank.forEach((bank, sums) -> sums.forEach((currency, minor) -> held.row(
                bank,
                new Money(currency, minor).toString(),
                new Money(currency, confirmedByBank.getOrDefault(bank, Map.of()).getOrDefault(currency, 0L))
                        .toString())));
        Table phones = new Table(List.of("NUMBERS", "COUNT"));
        numbers.forEach((action, count) -> phones.row(action, count.toString()));
        for (Table table : List.of(reports, cases(), accounts, held, phones)) {
            text.append(table).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** What banks confirmed of the money that was followed, each claim once. */
    private Map<String, Map<String, Long>> confirmedByBank() {
        Map<String, Map<String, Long>> confirmed = new TreeMap<>();
        claims().values()
                .forEach(payment -> Optional.ofNullable(payment.getTrail())
                        .ifPresent(trail -> trail.getBanks()
                                .forEach(bank -> confirmed
                                        .computeIfAbsent(bank.getBank(), any -> new TreeMap<>())
                                        .merge(payment.getCurrency(), bank.getConfirmedMinor(), Long::sum))));
        return confirmed;
    }

    /** Verified payments by the subject that a RETURN of them has; several reports may claim one. */
    Map<String, EnrichedPayment> claims() {
        Map<String, EnrichedPayment> claims = new TreeMap<>();
        enriched.values()
                .forEach(report -> report.getPayments().stream()
                        .filter(payment -> payment.getRootTransferRef() != null && payment.getTrail() != null)
                        .forEach(payment -> claims.put(
                                report.getVictim().getBank() + ":"
                                        + report.getVictim().getAccount() + "#" + payment.getRootTransferRef(),
                                payment)));
        return claims;
    }

    private Table cases() {
        Map<String, CaseSummary> cases = new TreeMap<>();
        enriched.values().forEach(report -> {
            CaseSummary summary = report.getCaseSummary();
            if (summary != null) {
                cases.put(summary.getCaseId(), summary);
            }
        });
        List<CaseSummary> several = cases.values().stream()
                .filter(summary -> summary.getVictimCount() > 1)
                .toList();
        Table table = new Table(List.of("CASES", "COUNT"));
        table.row("all", Integer.toString(cases.size()));
        table.row("with more than one victim", Integer.toString(several.size()));
        table.row(
                "victims of the largest",
                Integer.toString(cases.values().stream()
                        .mapToInt(CaseSummary::getVictimCount)
                        .max()
                        .orElse(0)));
        return table;
    }

    /** The payments of which banks confirmed most, as subjects of a RETURN, the largest first. */
    List<String> largestConfirmed(int count) {
        return claims().entrySet().stream()
                .filter(claim -> confirmedMinor(claim.getValue()) > 0)
                .sorted(Comparator.comparingLong(
                                (Map.Entry<String, EnrichedPayment> claim) -> -confirmedMinor(claim.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long confirmedMinor(EnrichedPayment payment) {
        return Optional.ofNullable(payment.getTrail())
                .map(EnrichedTrail::getConfirmedMinor)
                .orElse(0L);
    }

    /** When the last answer to what was asked last is due, UTC. */
    Instant lastDeadline() {
        return Stream.concat(
                        freezes.values().stream().map(FreezeAlert::getRespondBy),
                        blocks.values().stream().map(BlockRequest::getRespondBy))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
