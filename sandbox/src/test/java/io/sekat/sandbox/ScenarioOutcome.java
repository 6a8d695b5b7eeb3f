package io.sekat.sandbox;

import io.sekat.config.Settings;
import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.ClaimState;
import io.sekat.events.DirectoryState;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import io.sekat.events.Participant;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewState;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.money.Money;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.topics.RecipientTopics;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the topics say at the end: the newest revision of everything.
 *
 * @param rejected every rejected record
 * @param alerts the newest alert of each account
 * @param requests the newest request of each number
 * @param reviews the newest review item of each subject
 * @param reports the newest enriched report of each report
 */
record ScenarioOutcome(
        List<RejectedRecord> rejected,
        Map<String, FreezeAlert> alerts,
        Map<String, BlockRequest> requests,
        Map<String, ReviewItem> reviews,
        Map<String, EnrichedReport> reports) {

    static ScenarioOutcome read(Settings settings) {
        Map<String, Participant> participants = newest(settings, Topics.PARTICIPANTS, (older, newer) -> newer);
        List<RejectedRecord> rejected = new ArrayList<>();
        try (TopicReader<RejectedRecord> reader = TopicReader.open(settings, Topics.REJECTED_RECORDS)) {
            reader.readToEnd(record -> rejected.add(record.value().value()));
        }
        return new ScenarioOutcome(
                rejected,
                newestOf(
                        settings,
                        Topics.FREEZE_ALERTS,
                        participants,
                        (a, b) -> a.getRevision() > b.getRevision() ? a : b),
                newestOf(
                        settings,
                        Topics.BLOCK_REQUESTS,
                        participants,
                        (a, b) -> a.getRevision() > b.getRevision() ? a : b),
                newest(settings, Topics.REVIEW_ITEMS, (a, b) -> a.getRevision() > b.getRevision() ? a : b),
                newest(settings, Topics.ENRICHED_REPORTS, (a, b) -> a.getRevision() > b.getRevision() ? a : b));
    }

    private static <V extends SpecificRecord> Map<String, V> newest(
            Settings settings, Topic<V> topic, BinaryOperator<V> newer) {
        Map<String, V> newest = new TreeMap<>();
        try (TopicReader<V> reader = TopicReader.open(settings, topic)) {
            reader.readToEnd(record -> newest.merge(record.key(), record.value().value(), newer));
        }
        return newest;
    }

    private static <V extends SpecificRecord> Map<String, V> newestOf(
            Settings settings,
            RecipientTopics<V> family,
            Map<String, Participant> participants,
            BinaryOperator<V> newer) {
        Map<String, V> newest = new HashMap<>();
        participants.values().stream()
                .filter(participant -> participant.getKind() == family.recipient())
                .map(participant -> family.of(new ParticipantId(participant.getParticipantId())))
                .forEach(topic ->
                        newest(settings, topic, newer).forEach((key, event) -> newest.merge(key, event, newer)));
        return newest;
    }

    /** Subject and reason of each rejected record. */
    List<String> rejects() {
        return rejected.stream()
                .map(record -> (record.getSubject() == null ? "?" : record.getSubject()) + "," + record.getReason())
                .toList();
    }

    /** Number, operator and action of each number that is in the directory. */
    List<String> numbers() {
        Stream<String> asked = requests.values().stream()
                .filter(request -> request.getAction() != NumberAction.WITHDRAW)
                .map(request -> request.getPhoneNumber() + "," + request.getOperator() + "," + request.getAction());
        Stream<String> reviewed = reviews.values().stream()
                .filter(item -> item.getState() == ReviewState.OPEN && PhoneNumber.isE164(item.getSubject()))
                .map(item -> item.getSubject() + "," + item.getParticipantId() + ",REVIEW");
        Stream<String> nothingAsked = reports.values().stream()
                .flatMap(report -> report.getNumbers().stream())
                .filter(number ->
                        number.getDirectory() == DirectoryState.KNOWN && number.getAction() == NumberAction.NONE)
                .map(number -> number.getPhoneNumber() + "," + number.getEntry().getOperator() + ",NONE")
                .distinct();
        return Stream.of(asked, reviewed, nothingAsked).flatMap(rows -> rows).toList();
    }

    /** Bank, number, action and sum to hold of each account about which anything is asked. */
    List<String> accounts() {
        Stream<String> reviewed = reviews.values().stream()
                .filter(item ->
                        item.getState() == ReviewState.OPEN && item.getSubject().contains(":"))
                .map(item -> item.getSubject().replace(':', ',') + ",REVIEW," + sum(item.getAmounts()));
        Stream<String> asked = alerts.values().stream()
                .filter(alert -> alert.getAction() != AccountAction.RELEASE)
                .map(alert -> alert.getBank() + "," + alert.getAccount() + "," + alert.getAction() + ","
                        + sum(alert.getHold()));
        return Stream.concat(reviewed, asked).toList();
    }

    /** Reference, claimed, held, cashed out and returned of each claim; what is still moving is an error. */
    List<String> trails() {
        return reports.values().stream()
                .flatMap(report -> report.getPayments().stream())
                .filter(payment -> payment.getState() == ClaimState.VERIFIED)
                .map(payment -> payment.getRootTransferRef() + "," + trail(payment))
                .distinct()
                .toList();
    }

    private static String trail(EnrichedPayment payment) {
        EnrichedTrail trail = payment.getTrail();
        return Stream.of(
                        payment.getClaimedMinor(),
                        trail.getHeldMinor(),
                        trail.getCashedOutMinor(),
                        trail.getReturnedMinor())
                .map(minor -> new Money(payment.getCurrency(), minor).decimal())
                .collect(Collectors.joining(","));
    }

    private static String sum(List<Amount> amounts) {
        long minor = amounts.stream().mapToLong(Amount::getMinor).sum();
        return new Money("MYR", minor).decimal();
    }
}
