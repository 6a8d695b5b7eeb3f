package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Input.Fate;
import io.sekat.events.AccountAction;
import io.sekat.events.AccountAnswer;
import io.sekat.events.Amount;
import io.sekat.events.BlockOutcome;
import io.sekat.events.BlockRequest;
import io.sekat.events.CaseSummary;
import io.sekat.events.DirectoryState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.NumberAction;
import io.sekat.events.NumberAnswer;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReportNote;
import io.sekat.events.ReturnRequest;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.events.TaintedCredit;
import io.sekat.events.TrailAccount;
import io.sekat.events.TrailBank;
import io.sekat.events.Victim;
import io.sekat.identifiers.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics hold when everything is right: the least that answers a workload. Its lists can be changed. */
final class RightAnswer {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    final Map<String, List<ConsumerRecord<byte[], byte[]>>> inputs = new TreeMap<>();
    final Map<String, List<FreezeAlert>> alerts = new TreeMap<>();
    final Map<String, List<BlockRequest>> requests = new TreeMap<>();
    final Map<String, List<ReturnRequest>> returns = new TreeMap<>();
    final List<EnrichedReport> reports = new ArrayList<>();
    final List<ReviewItem> reviews = new ArrayList<>();
    final List<Escalation> escalations = new ArrayList<>();
    final List<RejectedRecord> rejected = new ArrayList<>();
    final List<String> unreadable = new ArrayList<>();
    private final Answer answer;
    private final Map<String, FreezeAlert> byAccount = new HashMap<>();

    RightAnswer(Workload workload) {
        answer = new Answer(workload, workload.withdrawn());
        answer.returns().forEach((root, accounts) -> accounts.forEach((account, asked) -> ask(root, account, asked)));
        workload.inputs().forEach(this::take);
        answer.accounts().forEach(account -> ask(account, answer.account(account)));
        answer.numbers().forEach(number -> ask(number, answer.number(number)));
        workload.reports().forEach(report -> file(report, workload.withdrawn().contains(report.reportId())));
    }

    Evidence evidence() {
        return new Evidence(
                inputs,
                alerts,
                requests,
                returns,
                reports,
                reviews,
                escalations.stream()
                        .map(notice -> new Stored<>(notice, notice.getEscalatedAt()))
                        .toList(),
                rejected,
                unreadable);
    }

    private void take(Input input) {
        List<ConsumerRecord<byte[], byte[]>> records = inputs.computeIfAbsent(input.topic(), any -> new ArrayList<>());
        records.add(new ConsumerRecord<>(input.topic(), 0, records.size(), input.key(), input.value()));
        if (input.fate() == Fate.REJECTED) {
            rejected.add(rejection(
                    input.topic(),
                    records.size() - 1,
                    input.reasons().iterator().next()));
        }
    }

    static RejectedRecord rejection(String topic, long offset, io.sekat.events.RejectReason reason) {
        return RejectedRecord.newBuilder()
                .setSourceTopic(topic)
                .setSourcePartition(0)
                .setSourceOffset(offset)
                .setReason(reason)
                .setMessage("not usable")
                .setRejectedAt(NOW)
                .build();
    }

    private void ask(String subject, Answer.OfAccount expected) {
        AccountId account = AccountId.parse(subject);
        if (expected.action() == AccountAction.REVIEW) {
            review(subject, account.bank().value());
        }
        if (expected.action() == AccountAction.NONE
                || expected.action() == AccountAction.REVIEW
                || (expected.action() == AccountAction.RELEASE
                        && expected.reasons().isEmpty())) {
            return;
        }
        if (expected.action() == AccountAction.RELEASE) {
            released(account, expected);
            return;
        }
        FreezeAlert alert = FreezeAlert.newBuilder()
                .setAlertId("alert of " + subject)
                .setBank(account.bank().value())
                .setAccount(account.number())
                .setRevision(1)
                .setAction(expected.action())
                .setHold(amounts(expected.hold()))
                .setCredits(expected.hold().entrySet().stream()
                        .map(sum -> new TaintedCredit("any", sum.getKey(), sum.getValue()))
                        .toList())
                .setReasons(List.copyOf(expected.reasons()))
                .setDirectory(expected.isKnown() ? DirectoryState.KNOWN : DirectoryState.UNKNOWN)
                .setAccountStatus(expected.status())
                .setCausedAt(NOW)
                .setIssuedAt(NOW)
                .setRespondBy(NOW.plus(Cast.RESPOND_WITHIN))
                .setHoldUntil(
                        expected.term().ends() ? expected.term().until().orElse(NOW.plus(Cast.RESPOND_WITHIN)) : null)
                .build();
        alerts.computeIfAbsent(alert.getBank(), any -> new ArrayList<>()).add(alert);
        byAccount.put(subject, alert);
        if (isAction(alert) && Cast.isSilent(alert.getBank())) {
            escalate(subject, alert.getBank());
        }
    }

    /** It was held until now, whatever was in it then, and is not any more. */
    private void released(AccountId account, Answer.OfAccount expected) {
        FreezeAlert held = FreezeAlert.newBuilder()
                .setAlertId("alert of " + account)
                .setBank(account.bank().value())
                .setAccount(account.number())
                .setRevision(1)
                .setAction(AccountAction.HOLD)
                .setCausedAt(NOW)
                .setIssuedAt(NOW)
                .setRespondBy(NOW.plus(Cast.RESPOND_WITHIN))
                .setHoldUntil(NOW.plus(Cast.HOLD_FOR))
                .build();
        FreezeAlert released = FreezeAlert.newBuilder(held)
                .setRevision(2)
                .setAction(AccountAction.RELEASE)
                .setHold(List.of())
                .setReasons(List.copyOf(expected.reasons()))
                .setCausedAt(NOW.plus(Cast.HOLD_FOR))
                .setIssuedAt(NOW.plus(Cast.HOLD_FOR))
                .setHoldUntil(null)
                .build();
        alerts.computeIfAbsent(held.getBank(), any -> new ArrayList<>()).addAll(List.of(held, released));
        byAccount.put(account.toString(), released);
        if (Cast.isSilent(held.getBank())) {
            escalate(account.toString(), held.getBank());
        }
    }

    private void ask(Transfer.Root root, String subject, Answer.OfReturn asked) {
        AccountId account = AccountId.parse(subject);
        AccountId victim = AccountId.parse(root.account());
        returns.computeIfAbsent(account.bank().value(), any -> new ArrayList<>())
                .add(ReturnRequest.newBuilder()
                        .setRequestId("return of " + root + " from " + account)
                        .setBank(account.bank().value())
                        .setAccount(account.number())
                        .setRevision(1)
                        .setRootTransferRef(root.ref())
                        .setAmount(new Amount(asked.currency(), asked.minor()))
                        .setVictimBank(victim.bank().value())
                        .setVictimAccount(victim.number())
                        .setDirectiveId("D-RETURN-" + root)
                        .setAuthority("officer 8")
                        .setIssuedAt(NOW)
                        .setRespondBy(NOW.plus(Cast.RESPOND_WITHIN))
                        .build());
    }

    private static boolean isAction(FreezeAlert alert) {
        return alert.getAction() == AccountAction.HOLD || alert.getAction() == AccountAction.FREEZE;
    }

    private void ask(String number, Answer.OfNumber expected) {
        if (expected.action() == NumberAction.REVIEW) {
            review(number, expected.operator());
        }
        if (expected.action() == NumberAction.NONE || expected.action() == NumberAction.REVIEW) {
            return;
        }
        requests.computeIfAbsent(expected.operator(), any -> new ArrayList<>())
                .add(BlockRequest.newBuilder()
                        .setAlertId("request of " + number)
                        .setPhoneNumber(number)
                        .setOperator(expected.operator())
                        .setRevision(1)
                        .setAction(expected.action())
                        .setReasons(List.copyOf(expected.reasons()))
                        .setCausedAt(NOW)
                        .setIssuedAt(NOW)
                        .setRespondBy(NOW.plus(Cast.RESPOND_WITHIN))
                        .build());
        if (expected.action() == NumberAction.BLOCK && Cast.isSilent(expected.operator())) {
            escalate(number, expected.operator());
        }
    }

    private void escalate(String subject, String participant) {
        for (int level = 1; level <= 2; level++) {
            escalations.add(Escalation.newBuilder()
                    .setKind(EscalationKind.OTHER)
                    .setAlertId("alert of " + subject)
                    .setRevision(1)
                    .setSubject(subject)
                    .setParticipantId(participant)
                    .setLevel(level)
                    .setRespondBy(NOW.plus(Cast.RESPOND_WITHIN))
                    .setEscalatedAt(NOW.plus(Cast.RESPOND_WITHIN.multipliedBy(level)))
                    .build());
        }
    }

    private void review(String subject, String participant) {
        reviews.add(ReviewItem.newBuilder()
                .setSubject(subject)
                .setRevision(1)
                .setState(ReviewState.OPEN)
                .setReason(ReviewReason.PROTECTED_ACCOUNT)
                .setParticipantId(participant)
                .setMessage("decide")
                .setRaisedAt(NOW)
                .build());
    }

    private void file(Report report, boolean isWithdrawn) {
        List<ReportNote> notes = new ArrayList<>();
        for (int i = 0; i < report.notes(); i++) {
            notes.add(new ReportNote("suspectPhones", "12", "no number"));
        }
        EnrichedReport.Builder file = EnrichedReport.newBuilder()
                .setReportId(report.reportId())
                .setRevision(1)
                .setReportedAt(report.reportedAt())
                .setReceivedAt(NOW)
                .setIncidentAt(report.incidentAt())
                .setVictim(victim(report))
                .setNotes(notes);
        if (isWithdrawn) {
            reports.add(file.setWithdrawnAt(NOW).build());
            return;
        }
        List<EnrichedPayment> payments = new ArrayList<>();
        for (int index = 0; index < report.payments().size(); index++) {
            payments.add(payment(report, index));
        }
        Answer.OfCase joined = Objects.requireNonNull(answer.cases().get(report.reportId()));
        reports.add(file.setPayments(payments)
                .setAccounts(report.accounts().stream().map(this::account).toList())
                .setNumbers(report.numbers().stream().map(this::number).toList())
                .setCaseSummary(CaseSummary.newBuilder()
                        .setCaseId(joined.reportIds().first())
                        .setReportIds(List.copyOf(joined.reportIds()))
                        .setReportCount(joined.reportIds().size())
                        .setVictimCount(joined.victims())
                        .setLost(lost(joined))
                        .setClaimed(amounts(joined.claimed()))
                        .setHeld(sums(joined, fate -> fate.heldMinor()))
                        .setConfirmed(sums(joined, fate -> trail(fate).getConfirmedMinor()))
                        .setCashedOut(sums(joined, Replay.Fate::cashedOut))
                        .setReturned(sums(joined, Replay.Fate::returned))
                        .setFirstIncidentAt(NOW)
                        .setLastIncidentAt(NOW)
                        .build())
                .build());
    }

    private static Victim victim(Report report) {
        return report.victimAccount()
                .map(AccountId::parse)
                .map(account -> new Victim(null, account.bank().value(), account.number()))
                .orElseGet(Victim::new);
    }

    /** What was lost by each payment that a case's reports tell of, the most that any of them says. */
    private List<Amount> lost(Answer.OfCase joined) {
        Map<String, Long> byPayment = new TreeMap<>();
        of(joined).forEach(report -> {
            for (int index = 0; index < report.payments().size(); index++) {
                Report.Paid paid = report.payments().get(index);
                String ref = answer.payment(report, index)
                        .root()
                        .map(Transfer.Root::ref)
                        .or(paid::ref)
                        .orElse("");
                String identity = report.victimAccount().isPresent() && !ref.isEmpty()
                        ? report.victimAccount().get() + "#" + ref
                        : report.reportId() + "#" + index;
                byPayment.merge(paid.currency() + " " + identity, paid.minor(), Math::max);
            }
        });
        Map<String, Long> sums = new TreeMap<>();
        byPayment.forEach((payment, minor) -> sums.merge(payment.substring(0, 3), minor, Long::sum));
        return amounts(sums);
    }

    /** Over the distinct payments that are proved. */
    private List<Amount> sums(Answer.OfCase joined, ToLongFunction<Replay.Fate> minor) {
        Map<String, Long> sums = new TreeMap<>();
        Set<String> roots = new TreeSet<>();
        of(joined).forEach(report -> {
            for (int index = 0; index < report.payments().size(); index++) {
                String currency = report.payments().get(index).currency();
                answer.payment(report, index)
                        .root()
                        .filter(root -> roots.add(root.toString()))
                        .ifPresent(root -> sums.merge(currency, minor.applyAsLong(answer.fate(root)), Long::sum));
            }
        });
        sums.values().removeIf(sum -> sum == 0);
        return amounts(sums);
    }

    private List<Report> of(Answer.OfCase joined) {
        return answer.standing().stream()
                .filter(report -> joined.reportIds().contains(report.reportId()))
                .toList();
    }

    private EnrichedPayment payment(Report report, int index) {
        Answer.OfPayment expected = answer.payment(report, index);
        EnrichedPayment.Builder payment = EnrichedPayment.newBuilder()
                .setIndex(index)
                .setAmountMinor(report.payments().get(index).minor())
                .setCurrency(report.payments().get(index).currency())
                .setTransferRef(report.payments().get(index).ref().orElse(null))
                .setState(expected.state())
                .setRootTransferRef(expected.root().map(Transfer.Root::ref).orElse(null))
                .setClaimedMinor(expected.claimed());
        expected.root().map(answer::fate).ifPresent(fate -> payment.setTrail(trail(fate)));
        return payment.build();
    }

    private EnrichedTrail trail(Replay.Fate fate) {
        List<TrailAccount> accounts = fate.held().entrySet().stream()
                .map(held -> TrailAccount.newBuilder()
                        .setBank(AccountId.parse(held.getKey()).bank().value())
                        .setAccount(AccountId.parse(held.getKey()).number())
                        .setHop(1)
                        .setFromAccount("any")
                        .setTransferRef("any")
                        .setReachedAt(NOW)
                        .setReceivedMinor(held.getValue())
                        .setHeldMinor(held.getValue())
                        .setConfirmedMinor(isConfirmed(held.getKey()) ? held.getValue() : 0)
                        .setReleasedMinor(isReleased(held.getKey()) ? held.getValue() : 0)
                        .build())
                .collect(Collectors.toCollection(ArrayList::new));
        if (!accounts.isEmpty()) { // whichever it left from
            accounts.set(
                    0,
                    TrailAccount.newBuilder(accounts.get(0))
                            .setCashedOutMinor(fate.cashedOut())
                            .setReturnedMinor(fate.returned())
                            .build());
        }
        return EnrichedTrail.newBuilder()
                .setHeldMinor(fate.heldMinor())
                .setCashedOutMinor(fate.cashedOut())
                .setReturnedMinor(fate.returned())
                .setAccountCount(accounts.size())
                .setAccounts(accounts)
                .setConfirmedMinor(sum(accounts, TrailAccount::getConfirmedMinor))
                .setReleasedMinor(sum(accounts, TrailAccount::getReleasedMinor))
                .setBanks(accounts.stream()
                        .map(TrailAccount::getBank)
                        .distinct()
                        .sorted()
                        .map(bank -> bank(
                                bank,
                                accounts.stream()
                                        .filter(account -> account.getBank().equals(bank))
                                        .toList()))
                        .toList())
                .build();
    }

    private static TrailBank bank(String bic, List<TrailAccount> accounts) {
        return TrailBank.newBuilder()
                .setBank(bic)
                .setAccountCount(accounts.size())
                .setHeldMinor(sum(accounts, TrailAccount::getHeldMinor))
                .setConfirmedMinor(sum(accounts, TrailAccount::getConfirmedMinor))
                .setReleasedMinor(sum(accounts, TrailAccount::getReleasedMinor))
                .setCashedOutMinor(sum(accounts, TrailAccount::getCashedOutMinor))
                .setReturnedMinor(sum(accounts, TrailAccount::getReturnedMinor))
                .build();
    }

    private static long sum(List<TrailAccount> accounts, ToLongFunction<TrailAccount> minor) {
        return accounts.stream().mapToLong(minor).sum();
    }

    private boolean isConfirmed(String account) {
        FreezeAlert alert = byAccount.get(account);
        return alert != null && isAction(alert) && !Cast.isSilent(alert.getBank());
    }

    private boolean isReleased(String account) {
        FreezeAlert alert = byAccount.get(account);
        return alert != null && alert.getAction() == AccountAction.RELEASE;
    }

    private EnrichedAccount account(String subject) {
        FreezeAlert alert = byAccount.get(subject);
        EnrichedAccount.Builder account = EnrichedAccount.newBuilder()
                .setBank(AccountId.parse(subject).bank().value())
                .setAccount(AccountId.parse(subject).number())
                .setAction(answer.account(subject).action());
        if (alert != null) {
            account.setAlertId(alert.getAlertId()).setAlertRevision(alert.getRevision());
            if (alert.getAction() != AccountAction.WATCH && !Cast.isSilent(alert.getBank())) {
                account.setAnswer(AccountAnswer.newBuilder()
                        .setAlertId(alert.getAlertId())
                        .setRevision(alert.getRevision())
                        .setOutcome(FreezeOutcome.HELD)
                        .setRespondedAt(NOW)
                        .setRecordedAt(NOW)
                        .build());
            }
        }
        return account.build();
    }

    private EnrichedNumber number(String number) {
        Answer.OfNumber expected = answer.number(number);
        EnrichedNumber.Builder said =
                EnrichedNumber.newBuilder().setPhoneNumber(number).setAction(expected.action());
        boolean isAsked = expected.action() != NumberAction.NONE && expected.action() != NumberAction.REVIEW;
        if (isAsked) {
            said.setAlertId("request of " + number).setAlertRevision(1);
        }
        if (isAsked && expected.action() != NumberAction.WATCH && !Cast.isSilent(expected.operator())) {
            said.setAnswer(NumberAnswer.newBuilder()
                    .setAlertId("request of " + number)
                    .setRevision(1)
                    .setOutcome(BlockOutcome.BLOCKED)
                    .setRespondedAt(NOW)
                    .setRecordedAt(NOW)
                    .build());
        }
        return said.build();
    }

    private static List<Amount> amounts(Map<String, Long> sums) {
        return sums.entrySet().stream()
                .map(sum -> new Amount(sum.getKey(), sum.getValue()))
                .toList();
    }
}
