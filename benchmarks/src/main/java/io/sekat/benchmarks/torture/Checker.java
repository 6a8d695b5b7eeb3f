package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Input.Fate;
import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.CaseSummary;
import io.sekat.events.DirectoryState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReturnRequest;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewState;
import io.sekat.events.TrailAccount;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Holds what is on the topics against what must be there. */
final class Checker {
    /** By these a subject is told of an order. */
    private static final Set<String> TOLD = Set.of(Topics.ACCOUNT_MESSAGES.name(), Topics.NUMBER_MESSAGES.name());

    /** What others write there besides the workload. */
    private static final Set<String> SHARED =
            Set.of(Topics.FREEZE_RESPONSES.name(), Topics.BLOCK_RESPONSES.name(), Topics.PARTICIPANTS.name());

    private final Workload workload;
    private final Evidence evidence;
    private final Map<String, EnrichedReport> reports = new TreeMap<>();
    private final Map<String, FreezeAlert> alerts = new TreeMap<>();
    private final Map<String, ReviewItem> reviews = new TreeMap<>();
    /** The newest of each number, whoever was asked. */
    private final Map<String, BlockRequest> requests = new TreeMap<>();

    private final List<Verdict> verdicts = new ArrayList<>();

    private Checker(Workload workload, Evidence evidence) {
        this.workload = workload;
        this.evidence = evidence;
        evidence.reports().forEach(report -> reports.put(report.getReportId(), report));
        evidence.alerts().values().forEach(all -> all.forEach(alert -> alerts.put(subject(alert), alert)));
        evidence.reviews().forEach(review -> reviews.put(review.getSubject(), review));
        evidence.requests()
                .values()
                .forEach(all -> all.forEach(request -> requests.merge(
                        request.getPhoneNumber(),
                        request,
                        (one, other) -> one.getRevision() > other.getRevision() ? one : other)));
    }

    /** All verdicts that the topics alone give. */
    static List<Verdict> check(Workload workload, Evidence evidence) {
        Checker checker = new Checker(workload, evidence);
        checker.outputs();
        Set<String> withdrawn = checker.inputs();
        checker.revisions();
        checker.releases();
        Answer answer = new Answer(workload, withdrawn);
        checker.accounts(answer);
        checker.numbers(answer);
        checker.reports(answer, withdrawn);
        checker.trails(answer);
        checker.shares(answer);
        checker.returns(answer);
        checker.cases(answer);
        checker.answers();
        checker.verdicts.addAll(SumCheck.check(evidence));
        checker.verdicts.addAll(QuestionCheck.check(workload, evidence));
        checker.verdicts.add(HoldCheck.check(workload, evidence));
        checker.verdicts.addAll(DeadlineCheck.check(evidence));
        return checker.verdicts;
    }

    /** The reports that were withdrawn in time. */
    static Set<String> withdrawn(Workload workload, Evidence evidence) {
        return new Checker(workload, evidence).inputs();
    }

    private Verdict verdict(String name) {
        Verdict verdict = new Verdict(name);
        verdicts.add(verdict);
        return verdict;
    }

    /** Nothing but events comes out, and none is taken back. */
    private void outputs() {
        verdict("everything that came out can be read")
                .expect(evidence.unreadable().isEmpty(), "there is no event at %s", evidence.unreadable());
    }

    /**
     * Each input is on its topic as often as it was sent, and is rejected once where it must be, and never otherwise.
     *
     * @return the reports that were withdrawn
     */
    private Set<String> inputs() {
        Verdict sent = verdict("every input is on its topic as often as it was sent");
        Verdict accounted = verdict("every bad input is rejected once, for its reason, and no good one is");
        Map<String, List<RejectedRecord>> rejected = new HashMap<>();
        evidence.rejected()
                .forEach(record -> rejected.computeIfAbsent(
                                place(record.getSourceTopic(), record.getSourcePartition(), record.getSourceOffset()),
                                any -> new ArrayList<>())
                        .add(record));
        Map<String, List<Input>> planned = new HashMap<>();
        workload.inputs()
                .forEach(input -> planned.computeIfAbsent(
                                contents(input.topic(), input.key(), input.value()), any -> new ArrayList<>())
                        .add(input));
        Map<String, Integer> found = new HashMap<>();
        Set<String> withdrawn = new TreeSet<>();
        evidence.inputs()
                .forEach((topic, records) -> records.forEach(record -> {
                    String contents = contents(topic, record.key(), record.value());
                    List<RejectedRecord> refusals = Objects.requireNonNullElse(
                            rejected.remove(place(topic, record.partition(), record.offset())), List.of());
                    List<Input> inputs = planned.get(contents);
                    if (inputs == null) {
                        sent.expect(SHARED.contains(topic), "%s was never sent", describe(record));
                        accounted.expect(
                                refusals.isEmpty(),
                                "%s is good, but rejected: %s",
                                describe(record),
                                messages(refusals));
                        return;
                    }
                    found.merge(contents, 1, Integer::sum);
                    account(accounted, record, inputs.get(0), refusals);
                    if (inputs.get(0).fate() == Fate.EITHER && refusals.isEmpty()) {
                        withdrawn.add(new String(record.key(), StandardCharsets.UTF_8));
                    }
                }));
        planned.forEach((contents, inputs) -> sent.expect(
                found.getOrDefault(contents, 0) == inputs.size(),
                "%s was sent %d times, but is there %d times",
                contents,
                inputs.size(),
                found.getOrDefault(contents, 0)));
        Set<String> ordered = orderedTwice();
        rejected.forEach((place, records) -> accounted.expect(
                records.size() == 1 && isOvertaken(records.get(0), ordered),
                "%s is rejected, but there is no such input: %s",
                place,
                messages(records)));
        return withdrawn;
    }

    /** Whether it is an order that a later one about its subject had overtaken: it is refused where the subject is told. */
    private static boolean isOvertaken(RejectedRecord record, Set<String> ordered) {
        return TOLD.contains(record.getSourceTopic())
                && record.getReason() == RejectReason.OTHER
                && ordered.contains(record.getSubject());
    }

    /** The subjects of more than one order. */
    private Set<String> orderedTwice() {
        Map<String, Set<String>> orders = new HashMap<>();
        for (Input input : workload.inputs()) {
            byte @Nullable [] key = input.key();
            if (key != null && input.topic().equals(Topics.DIRECTIVES.name())) {
                orders.computeIfAbsent(new String(key, StandardCharsets.UTF_8), any -> new HashSet<>())
                        .add(text(input.value()));
            }
        }
        orders.values().removeIf(contents -> contents.size() < 2);
        return orders.keySet();
    }

    private static void account(
            Verdict verdict, ConsumerRecord<byte[], byte[]> record, Input input, List<RejectedRecord> refusals) {
        int most = input.fate() == Fate.TAKEN ? 0 : 1;
        int least = input.fate() == Fate.REJECTED ? 1 : 0;
        verdict.expect(
                refusals.size() >= least && refusals.size() <= most,
                "%s is rejected %d times, expected %d to %d: %s",
                describe(record),
                refusals.size(),
                least,
                most,
                messages(refusals));
        refusals.forEach(refusal -> verdict.expect(
                input.reasons().contains(refusal.getReason()) || most == 0,
                "%s is rejected for %s, expected %s: %s",
                describe(record),
                refusal.getReason(),
                input.reasons(),
                refusal.getMessage()));
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "/" + partition + "/" + offset;
    }

    private static String contents(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return topic + " " + text(key) + " " + text(value);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "-" : Base64.getEncoder().encodeToString(bytes);
    }

    private static String describe(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "no key" : new String(record.key(), StandardCharsets.UTF_8);
        return place(record.topic(), record.partition(), record.offset()) + " (" + key + ")";
    }

    private static String messages(List<RejectedRecord> records) {
        return records.stream().map(RejectedRecord::getMessage).toList().toString();
    }

    /** Revisions go up by one for each subject, in the order in which they were written. */
    private void revisions() {
        Verdict verdict = verdict("the revisions of each subject count up by one, without gap or reversal");
        evidence.alerts()
                .forEach((bank, all) -> inOrder(verdict, "alert", all, Checker::subject, FreezeAlert::getRevision));
        inOrder(verdict, "report", evidence.reports(), EnrichedReport::getReportId, EnrichedReport::getRevision);
        evidence.returns()
                .forEach((bank, all) -> inOrder(
                        verdict,
                        "return request",
                        all,
                        request -> bank + " " + request.getRequestId(),
                        ReturnRequest::getRevision));
        inOrder(verdict, "review", evidence.reviews(), ReviewItem::getSubject, ReviewItem::getRevision);
        // A number's revisions go over all operators: each operator sees some of them, and all together each once.
        Map<String, TreeSet<Long>> ofNumber = new TreeMap<>();
        evidence.requests().forEach((operator, all) -> {
            Map<String, Long> last = new HashMap<>();
            all.forEach(request -> {
                String number = request.getPhoneNumber();
                long revision = request.getRevision();
                Long before = last.put(number, revision);
                verdict.expect(
                        before == null || before < revision,
                        "request of %s to %s: revision %d came after %d",
                        number,
                        operator,
                        revision,
                        before);
                verdict.expect(
                        ofNumber.computeIfAbsent(number, any -> new TreeSet<>()).add(revision),
                        "request of %s: revision %d came twice",
                        number,
                        revision);
            });
        });
        ofNumber.forEach((number, revisions) -> verdict.expect(
                revisions.first() == 1 && revisions.last() == revisions.size(),
                "request of %s: revisions %s",
                number,
                revisions));
    }

    private static <V> void inOrder(
            Verdict verdict, String what, List<V> all, Function<V, String> subject, ToLongFunction<V> revision) {
        Map<String, Long> last = new HashMap<>();
        all.forEach(value -> {
            long next = revision.applyAsLong(value);
            Long before = last.put(subject.apply(value), next);
            verdict.expect(
                    next == (before == null ? 1 : before + 1),
                    "%s of %s: revision %d came after %s",
                    what,
                    subject.apply(value),
                    next,
                    before == null ? "none" : before);
        });
    }

    /** A bank is released from what it was asked, and from a hold that ran out when it has. */
    private void releases() {
        Verdict verdict = verdict("each RELEASE ends a question, and no hold ends before its time");
        evidence.alerts().values().forEach(all -> {
            Map<String, FreezeAlert> last = new HashMap<>();
            all.forEach(alert -> {
                FreezeAlert before = last.put(subject(alert), alert);
                if (alert.getAction() != AccountAction.RELEASE) {
                    return;
                }
                verdict.expect(
                        before != null
                                && before.getAction() != AccountAction.RELEASE
                                && alert.getHold().isEmpty(),
                        "account %s: %s came after %s",
                        subject(alert),
                        alert,
                        before);
                Instant until = before == null ? null : before.getHoldUntil();
                verdict.expect(
                        !isEndOfHold(alert)
                                || (until != null && !until.isAfter(latest(alert.getIssuedAt(), alert.getCausedAt()))),
                        "account %s: the hold until %s ran out with %s",
                        subject(alert),
                        until,
                        alert);
            });
        });
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static boolean isEndOfHold(FreezeAlert alert) {
        return alert.getAction() == AccountAction.RELEASE
                && alert.getReasons().equals(List.of(AlertReason.HOLD_EXPIRED));
    }

    /** Whether an account is released rightly, because it was held for so long by what was known then. */
    private boolean hasEnded(Answer answer, String account) {
        FreezeAlert alert = alerts.get(account);
        return alert != null && isEndOfHold(alert) && answer.mayHaveEnded(account);
    }

    /** The newest alert of each account is what the replay gives. */
    private void accounts(Answer answer) {
        Verdict verdict = verdict("each bank is asked for what the replay gives, to the sen");
        Set<String> all = new TreeSet<>(answer.accounts());
        all.addAll(alerts.keySet());
        all.forEach(account -> account(verdict, account, answer.account(account), hasEnded(answer, account)));
    }

    private void account(Verdict verdict, String account, Answer.OfAccount expected, boolean hasEnded) {
        FreezeAlert alert = alerts.get(account);
        FreezeAlert asked = alert == null || alert.getAction() == AccountAction.RELEASE ? null : alert;
        ReviewItem review = reviews.get(account);
        boolean isReviewed = review != null && review.getState() == ReviewState.OPEN;
        verdict.expect(
                isReviewed == (expected.action() == AccountAction.REVIEW) || (hasEnded && !isReviewed),
                "account %s: expected %s, but its review item is %s",
                account,
                expected,
                review == null ? "not there" : review.getState());
        if (expected.action() == AccountAction.RELEASE) {
            boolean isFor = expected.reasons().isEmpty()
                    || (alert != null && Set.copyOf(alert.getReasons()).equals(expected.reasons()));
            verdict.expect(
                    asked == null && isFor,
                    "account %s: expected %s, but its bank is asked %s",
                    account,
                    expected,
                    alert);
            return;
        }
        if (expected.action() == AccountAction.NONE || expected.action() == AccountAction.REVIEW || hasEnded) {
            verdict.expect(
                    asked == null, "account %s: expected %s, but its bank is asked %s", account, expected, asked);
            return;
        }
        if (asked == null) {
            verdict.expect(
                    false, "account %s: expected %s, but its bank is asked nothing: %s", account, expected, alert);
            return;
        }
        Map<String, Long> hold = new TreeMap<>();
        asked.getHold().forEach(amount -> hold.put(amount.getCurrency(), amount.getMinor()));
        Answer.OfAccount is = new Answer.OfAccount(
                asked.getAction(),
                hold,
                asked.getReasons().isEmpty() ? Set.of() : EnumSet.copyOf(asked.getReasons()),
                asked.getDirectory() == DirectoryState.KNOWN,
                asked.getAccountStatus(),
                new Answer.Term(
                        asked.getHoldUntil() != null,
                        expected.term().until().flatMap(until -> Optional.ofNullable(asked.getHoldUntil()))));
        verdict.expect(is.equals(expected), "account %s: expected %s, but its bank is asked %s", account, expected, is);
    }

    /** The newest request of each number is what the rules give, and former operators are asked for nothing. */
    private void numbers(Answer answer) {
        Verdict verdict = verdict("each operator is asked for what the rules give");
        Map<String, Map<String, BlockRequest>> newest = new TreeMap<>();
        evidence.requests()
                .forEach((operator, all) ->
                        all.forEach(request -> newest.computeIfAbsent(request.getPhoneNumber(), any -> new TreeMap<>())
                                .put(operator, request)));
        Set<String> all = new TreeSet<>(answer.numbers());
        all.addAll(newest.keySet());
        all.forEach(number -> {
            Answer.OfNumber expected = answer.number(number);
            ReviewItem review = reviews.get(number);
            verdict.expect(
                    (expected.action() == NumberAction.REVIEW)
                            == (review != null && review.getState() == ReviewState.OPEN),
                    "number %s: expected %s, but its review item is %s",
                    number,
                    expected,
                    review == null ? "not there" : review.getState());
            boolean isNothing = expected.action() == NumberAction.NONE || expected.action() == NumberAction.REVIEW;
            Cast.OPERATORS.forEach(operator -> {
                BlockRequest request = newest.getOrDefault(number, Map.of()).get(operator);
                NumberAction is = request == null || request.getAction() == NumberAction.WITHDRAW
                        ? NumberAction.NONE
                        : request.getAction();
                NumberAction must =
                        !isNothing && operator.equals(expected.operator()) ? expected.action() : NumberAction.NONE;
                boolean sameReasons = must == NumberAction.NONE
                        || (request != null && Set.copyOf(request.getReasons()).equals(expected.reasons()));
                verdict.expect(
                        is == must && sameReasons,
                        "number %s: expected %s, but %s is asked %s",
                        number,
                        expected,
                        operator,
                        request);
            });
        });
    }

    /** Each accepted report has its file, and the file says what is asked and what is claimed. */
    private void reports(Answer answer, Set<String> withdrawn) {
        Verdict verdict = verdict("each report has its file, which says what is asked and what is proved");
        workload.reports().forEach(report -> {
            EnrichedReport file = reports.get(report.reportId());
            verdict.expect(file != null, "report %s has no enriched report", report.reportId());
            if (file == null) {
                return;
            }
            boolean isWithdrawn = withdrawn.contains(report.reportId());
            verdict.expect(
                    isWithdrawn == (file.getWithdrawnAt() != null),
                    "report %s: withdrawn %s, but its file says %s",
                    report.reportId(),
                    isWithdrawn,
                    file.getWithdrawnAt());
            verdict.expect(
                    file.getNotes().size() == report.notes(),
                    "report %s: expected %d notes, but there are %s",
                    report.reportId(),
                    report.notes(),
                    file.getNotes());
            if (!isWithdrawn) {
                file(verdict, report, file, answer);
            }
        });
        Set<String> known = new TreeSet<>();
        workload.reports().forEach(report -> known.add(report.reportId()));
        reports.keySet().forEach(id -> verdict.expect(known.contains(id), "report %s was never made", id));
    }

    private void file(Verdict verdict, Report report, EnrichedReport file, Answer answer) {
        Set<String> accounts = new TreeSet<>();
        file.getAccounts().forEach(said -> accounts.add(said.getBank() + ":" + said.getAccount()));
        Set<String> numbers = new TreeSet<>();
        file.getNumbers().forEach(said -> numbers.add(said.getPhoneNumber()));
        verdict.expect(
                accounts.equals(report.accounts()) && numbers.equals(report.numbers()),
                "report %s names %s and %s, but its file %s and %s",
                report.reportId(),
                report.accounts(),
                report.numbers(),
                accounts,
                numbers);
        verdict.expect(
                file.getPayments().size() == report.payments().size(),
                "report %s has %d payments, but its file %d",
                report.reportId(),
                report.payments().size(),
                file.getPayments().size());
        for (int index = 0; index < payments(report, file); index++) {
            EnrichedPayment payment = file.getPayments().get(index);
            Report.Paid paid = report.payments().get(index);
            verdict.expect(
                    payment.getAmountMinor() == paid.minor()
                            && payment.getCurrency().equals(paid.currency()),
                    "report %s payment %d: reported were %d %s, but its file says %d %s",
                    report.reportId(),
                    index,
                    paid.minor(),
                    paid.currency(),
                    payment.getAmountMinor(),
                    payment.getCurrency());
            Answer.OfPayment is = new Answer.OfPayment(
                    payment.getState(),
                    Optional.ofNullable(payment.getRootTransferRef())
                            .map(ref -> new Transfer.Root(report.victimAccount().orElse(""), ref)),
                    payment.getClaimedMinor());
            verdict.expect(
                    is.equals(answer.payment(report, index)),
                    "report %s payment %d: expected %s, but its file says %s",
                    report.reportId(),
                    index,
                    answer.payment(report, index),
                    is);
        }
        for (EnrichedAccount said : file.getAccounts()) {
            String account = said.getBank() + ":" + said.getAccount();
            FreezeAlert alert = alerts.get(account);
            AccountAction expected = answer.account(account).action();
            boolean isRight = said.getAction() == expected
                    || (said.getAction() == AccountAction.RELEASE && hasEnded(answer, account));
            verdict.expect(
                    isRight
                            && said.getAlertRevision() == (alert == null ? 0 : alert.getRevision())
                            && Objects.equals(said.getAlertId(), alert == null ? null : alert.getAlertId()),
                    "report %s account %s: expected %s revision %s, but its file says %s revision %d",
                    report.reportId(),
                    account,
                    expected,
                    alert == null ? "none" : alert.getRevision(),
                    said.getAction(),
                    said.getAlertRevision());
        }
        for (EnrichedNumber said : file.getNumbers()) {
            NumberAction expected = answer.number(said.getPhoneNumber()).action();
            BlockRequest request = requests.get(said.getPhoneNumber());
            verdict.expect(
                    said.getAction() == expected
                            && said.getAlertRevision() == (request == null ? 0 : request.getRevision()),
                    "report %s number %s: expected %s revision %s, but its file says %s revision %d",
                    report.reportId(),
                    said.getPhoneNumber(),
                    expected,
                    request == null ? "none" : request.getRevision(),
                    said.getAction(),
                    said.getAlertRevision());
        }
    }

    /** How many payments of a report its file tells of. */
    private static int payments(Report report, EnrichedReport file) {
        return Math.min(report.payments().size(), file.getPayments().size());
    }

    /** What became of each claimed payment is what the replay gives, and adds up. */
    private void trails(Answer answer) {
        Verdict verdict = verdict("each trail is what the replay gives; held + cashed out + returned = claimed");
        answer.standing().forEach(report -> {
            EnrichedReport file = reports.get(report.reportId());
            for (int index = 0; file != null && index < payments(report, file); index++) {
                Answer.OfPayment expected = answer.payment(report, index);
                EnrichedTrail trail = file.getPayments().get(index).getTrail();
                if (expected.root().isEmpty() || trail == null) {
                    verdict.expect(
                            expected.root().isEmpty() && trail == null,
                            "report %s payment %d: expected %s, but its trail is %s",
                            report.reportId(),
                            index,
                            expected,
                            trail);
                    continue;
                }
                Replay.Fate fate = answer.fate(expected.root().get());
                Map<String, Long> held = new TreeMap<>();
                trail.getAccounts()
                        .forEach(account ->
                                held.put(account.getBank() + ":" + account.getAccount(), account.getHeldMinor()));
                long sum = trail.getHeldMinor() + trail.getCashedOutMinor() + trail.getReturnedMinor();
                verdict.expect(
                        held.equals(fate.held())
                                && trail.getHeldMinor() == fate.heldMinor()
                                && trail.getCashedOutMinor() == fate.cashedOut()
                                && trail.getReturnedMinor() == fate.returned()
                                && sum == expected.claimed()
                                && trail.getMovingMinor() == 0,
                        "report %s payment %d (%s): expected held %s, cashed out %d, returned %d of %d; its trail: held"
                                + " %s, cashed out %d, returned %d, moving %d",
                        report.reportId(),
                        index,
                        expected.root().get(),
                        fate.held(),
                        fate.cashedOut(),
                        fate.returned(),
                        expected.claimed(),
                        held,
                        trail.getCashedOutMinor(),
                        trail.getReturnedMinor(),
                        trail.getMovingMinor());
            }
        });
    }

    /** What is confirmed of the money in each account, and what is let go, follows from the newest alert and its answer. */
    private void shares(Answer answer) {
        Verdict verdict = verdict("each trail says what banks confirmed, and what was let go");
        answer.standing().forEach(report -> {
            EnrichedReport file = reports.get(report.reportId());
            if (file == null) {
                return;
            }
            for (EnrichedPayment payment : file.getPayments()) {
                List<TrailAccount> accounts = payment.getTrail() == null
                        ? List.of()
                        : payment.getTrail().getAccounts();
                accounts.forEach(share -> share(verdict, report.reportId(), payment.getIndex(), share));
            }
        });
    }

    private void share(Verdict verdict, String reportId, int index, TrailAccount share) {
        FreezeAlert alert = alerts.get(share.getBank() + ":" + share.getAccount());
        AccountAction asked = alert == null ? AccountAction.NONE : alert.getAction();
        boolean isHeld = asked == AccountAction.HOLD || asked == AccountAction.FREEZE;
        long confirmed = isHeld && !Cast.isSilent(share.getBank()) ? share.getHeldMinor() : 0;
        long released = asked == AccountAction.RELEASE ? share.getHeldMinor() : 0;
        // A bank that was asked to hold before it was asked to watch may have said then what it holds.
        boolean isConfirmed = share.getConfirmedMinor() == confirmed || asked == AccountAction.WATCH;
        verdict.expect(
                isConfirmed && share.getReleasedMinor() == released,
                "report %s payment %d account %s:%s: %s was asked last, so of %d expected confirmed %d, released %d; its"
                        + " trail: %d and %d",
                reportId,
                index,
                share.getBank(),
                share.getAccount(),
                asked,
                share.getHeldMinor(),
                confirmed,
                released,
                share.getConfirmedMinor(),
                share.getReleasedMinor());
    }

    /**
     * Each bank is asked once for what it confirmed of each payment that is to be given back. That a request is taken back
     * asks for nothing: what it asked was given back by then.
     */
    private void returns(Answer answer) {
        Verdict verdict = verdict("each bank is asked to give back what it confirmed, to the sen, and once");
        Map<String, List<ReturnRequest>> requests = new TreeMap<>();
        evidence.returns()
                .forEach((bank, all) -> all.forEach(request -> requests.computeIfAbsent(
                                request.getBank() + ":" + request.getAccount() + " for " + request.getVictimBank() + ":"
                                        + request.getVictimAccount() + "#" + request.getRootTransferRef(),
                                any -> new ArrayList<>())
                        .add(request)));
        answer.returns()
                .forEach((root, accounts) -> accounts.forEach((account, expected) -> {
                    List<ReturnRequest> asked =
                            Objects.requireNonNullElse(requests.remove(account + " for " + root), List.of());
                    List<Amount> amounts = asked.stream()
                            .filter(request -> !request.getWithdrawn())
                            .map(ReturnRequest::getAmount)
                            .toList();
                    Amount amount = new Amount(expected.currency(), expected.minor());
                    verdict.expect(
                            amounts.equals(List.of(amount))
                                    || (!expected.isAlone()
                                            && !amounts.isEmpty()
                                            && amounts.get(0).equals(amount)),
                            "%s for %s: expected %s, but asked to give back is %s",
                            account,
                            root,
                            expected,
                            amounts);
                }));
        requests.forEach((what, asked) ->
                verdict.expect(false, "%s: nothing is to be given back, but %s was asked", what, asked));
    }

    /** Reports that share an account or number are one case, and the file of each says the same of it. */
    private void cases(Answer answer) {
        Verdict verdict = verdict("reports that share an account or number are one case");
        answer.cases().forEach((id, expected) -> {
            EnrichedReport file = reports.get(id);
            CaseSummary summary = file == null ? null : file.getCaseSummary();
            if (summary == null) {
                verdict.expect(false, "report %s: expected the case %s, but its file says none", id, expected);
                return;
            }
            Map<String, Long> claimed = new TreeMap<>();
            summary.getClaimed().stream()
                    .filter(amount -> amount.getMinor() > 0)
                    .forEach(amount -> claimed.put(amount.getCurrency(), amount.getMinor()));
            Answer.OfCase is =
                    new Answer.OfCase(new TreeSet<>(summary.getReportIds()), summary.getVictimCount(), claimed);
            verdict.expect(
                    is.equals(expected)
                            && summary.getCaseId().equals(expected.reportIds().first())
                            && summary.getReportCount() == expected.reportIds().size(),
                    "report %s: expected the case %s, but its file says %s, named %s, of %d reports",
                    id,
                    expected,
                    is,
                    summary.getCaseId(),
                    summary.getReportCount());
        });
    }

    /** Who always answers has answered the newest alert, and the file says so. */
    private void answers() {
        Verdict verdict = verdict("the answer to each newest alert is in the files of its reports");
        reports.values().stream()
                .filter(file -> file.getWithdrawnAt() == null)
                .flatMap(file -> file.getAccounts().stream())
                .forEach(said -> {
                    FreezeAlert alert = alerts.get(said.getBank() + ":" + said.getAccount());
                    if (alert == null || Cast.isSilent(said.getBank()) || alert.getAction() == AccountAction.WATCH) {
                        return;
                    }
                    verdict.expect(
                            said.getAnswer() != null && said.getAnswer().getRevision() == alert.getRevision(),
                            "account %s:%s: revision %d was answered, but a file has the answer %s",
                            said.getBank(),
                            said.getAccount(),
                            alert.getRevision(),
                            said.getAnswer());
                });
        reports.values().stream()
                .filter(file -> file.getWithdrawnAt() == null)
                .flatMap(file -> file.getNumbers().stream())
                .forEach(said -> {
                    BlockRequest request = requests.get(said.getPhoneNumber());
                    if (request == null
                            || Cast.isSilent(request.getOperator())
                            || request.getAction() == NumberAction.WATCH) {
                        return;
                    }
                    verdict.expect(
                            said.getAnswer() != null && said.getAnswer().getRevision() == request.getRevision(),
                            "number %s: revision %d was answered, but a file has the answer %s",
                            said.getPhoneNumber(),
                            request.getRevision(),
                            said.getAnswer());
                });
    }

    static String subject(FreezeAlert alert) {
        return alert.getBank() + ":" + alert.getAccount();
    }
}
