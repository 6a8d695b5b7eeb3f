package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Input.Fate;
import io.sekat.benchmarks.torture.Report.Paid;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.FundTransfer;
import io.sekat.events.HolderType;
import io.sekat.events.LineStatus;
import io.sekat.events.PhoneEntry;
import io.sekat.events.RejectReason;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.TransferStatus;
import io.sekat.events.Victim;
import io.sekat.identifiers.AccountId;
import io.sekat.topics.Cleanup;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A few accounts and numbers that have to do with each other and with nobody else: what happened among them, what people
 * report of it, and in what order and shape all that arrives.
 */
final class Ring {
    private static final List<String> CURRENCIES = List.of("MYR", "MYR", "MYR", "MYR", "USD");
    /** Within which the records of a ring arrive; some much later than others, so that late ones correct what was asked. */
    private static final Duration ARRIVAL = Duration.ofSeconds(30);
    /** Longer than any hold lasts that nobody extends. */
    private static final Duration LONG_HOLD = Duration.ofDays(40);
    /** Nobody withdraws a report in the moment in which he makes it. */
    private static final Duration BEFORE_WITHDRAWAL = Duration.ofSeconds(8);

    private final Workload workload;
    private final Random random;
    private final String id;
    private final int number;
    private final Duration begins;
    private final Duration latest;
    private final Instant past;

    private final List<AccountId> accounts = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Duration span;

    /**
     * @param number tells it from other rings
     * @param begins when its first record is sent
     * @param latest when its last record is sent at the latest
     * @param past the time around which things happened, UTC
     */
    Ring(Workload workload, Random random, int number, Duration begins, Duration latest, Instant past) {
        this.workload = workload;
        this.random = random;
        this.number = number;
        this.id = String.valueOf(number);
        this.begins = begins;
        this.latest = latest;
        this.past = past;
        this.span = random.nextInt(4) == 0 ? Duration.ofDays(5) : Duration.ofMinutes(1 + random.nextInt(300));
    }

    /** Adds all to the workload. */
    void play() {
        for (int i = 3 + random.nextInt(6); i > 0; i--) {
            accounts.add(AccountId.of(any(Cast.BANKS), "6%07d%02d".formatted(number, accounts.size())));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            numbers.add("+6012%07d".formatted((number * 4 + numbers.size()) % 10_000_000));
        }
        accounts.forEach(this::enter);
        numbers.forEach(this::enterNumber);
        if (random.nextInt(4) == 0) {
            star();
        }
        for (int i = 2 + random.nextInt(18); i > 0; i--) {
            transfer();
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            report(oneIn(2) ? any(transfers) : null, false);
        }
        directives();
        rubbish();
        secondAct();
    }

    /** Several victims pay one account, and report it. */
    private void star() {
        for (int i = 0; i < 4; i++) {
            Transfer paid = keep(new Transfer(
                    AccountId.of(any(Cast.BANKS), "7%07d%02d".formatted(number, i))
                            .toString(),
                    "V" + i,
                    time(),
                    accounts.get(0).toString(),
                    "MYR",
                    1_000 + random.nextInt(100_000)));
            report(paid, true);
        }
    }

    private void transfer() {
        AccountId debtor = any(accounts);
        AccountId creditor = any(accounts);
        long minor = oneIn(4) ? Replay.MIN_MINOR - 1 + random.nextInt(3) : 1 + random.nextInt(60_000);
        // A reference is unique for its debtor only.
        String ref = "T"
                + transfers.stream()
                        .filter(transfer -> transfer.debtor().equals(debtor.toString()))
                        .count();
        keep(new Transfer(
                debtor.toString(), ref, time(), oneIn(7) ? null : creditor.toString(), any(CURRENCIES), minor));
    }

    private Transfer keep(Transfer transfer) {
        transfers.add(transfer);
        workload.pay(transfer);
        byte[] settled = workload.bytes(Topics.FUND_TRANSFERS, event(transfer, TransferStatus.SETTLED));
        byte[] returned = workload.bytes(Topics.FUND_TRANSFERS, event(transfer, TransferStatus.RETURNED));
        boolean isReturned = oneIn(9);
        // A return may come before what it returns, and either may come twice.
        if (!isReturned || !oneIn(5)) {
            send(arrival(), Topics.FUND_TRANSFERS, transfer.debtor(), settled);
        }
        if (oneIn(8)) {
            send(arrival(), Topics.FUND_TRANSFERS, transfer.debtor(), settled);
        }
        if (isReturned) {
            send(arrival(), Topics.FUND_TRANSFERS, transfer.debtor(), returned);
        } else {
            workload.add(transfer);
        }
        return transfer;
    }

    private static FundTransfer event(Transfer transfer, TransferStatus status) {
        AccountId debtor = AccountId.parse(transfer.debtor());
        FundTransfer.Builder event = FundTransfer.newBuilder()
                .setTransferRef(transfer.ref())
                .setDebtorBank(debtor.bank().value())
                .setDebtorAccount(debtor.number())
                .setAmountMinor(transfer.minor())
                .setCurrency(transfer.currency())
                .setSettledAt(transfer.at())
                .setStatus(status);
        String creditor = transfer.creditor();
        if (creditor != null) {
            AccountId to = AccountId.parse(creditor);
            event.setCreditorBank(to.bank().value()).setCreditorAccount(to.number());
        }
        return event.build();
    }

    private void enter(AccountId account) {
        int times = random.nextInt(4) == 0 ? 0 : oneIn(6) ? 2 : 1;
        Duration at = Duration.ZERO;
        for (int i = 0; i < times; i++) {
            AccountEntry entry = AccountEntry.newBuilder()
                    .setBank(account.bank().value())
                    .setAccount(account.number())
                    .setStatus(oneIn(8) ? AccountStatus.CLOSED : AccountStatus.ACTIVE)
                    .setHolderToken("h" + account.number())
                    .setHolderType(HolderType.INDIVIDUAL)
                    .setProtected$(oneIn(10))
                    .build();
            at = later(at);
            send(at, Topics.BANK_ACCOUNTS, account.toString(), workload.bytes(Topics.BANK_ACCOUNTS, entry));
            workload.add(entry); // the last that is sent is the truth
        }
    }

    private void enterNumber(String phone) {
        int times = random.nextInt(4) == 0 ? 0 : oneIn(4) ? 2 : 1;
        Duration at = Duration.ZERO;
        for (int i = 0; i < times; i++) {
            PhoneEntry entry = PhoneEntry.newBuilder()
                    .setPhoneNumber(phone)
                    .setOperator(any(Cast.OPERATORS)) // another one the second time: it was ported
                    .setStatus(oneIn(10) ? LineStatus.TERMINATED : LineStatus.ACTIVE)
                    .setActivatedAt(oneIn(3) ? time() : null)
                    .setProtected$(oneIn(10))
                    .build();
            at = later(at);
            send(at, Topics.PHONE_NUMBERS, phone, workload.bytes(Topics.PHONE_NUMBERS, entry));
            workload.add(entry);
        }
    }

    /**
     * Somebody reports.
     *
     * @param about a payment that is claimed; null: none that was made
     * @param isPlain whether it says what was paid and by whom, as it was
     */
    private void report(@Nullable Transfer about, boolean isPlain) {
        String reportId = "R" + id + "-" + workload.reports().size();
        Optional<AccountId> victimAccount = Optional.ofNullable(about)
                .map(paid -> AccountId.parse(paid.debtor()))
                .filter(any -> isPlain || !oneIn(8));
        if (about == null && oneIn(2)) {
            victimAccount = Optional.of(any(accounts));
        }
        Instant reportedAt = past.plus(span).plus(Duration.ofMinutes(random.nextInt(60)));
        List<Paid> payments = new ArrayList<>();
        if (about != null && about.creditor() != null && !about.creditor().equals(about.debtor())) {
            payments.add(paid(about, isPlain));
        } else if (oneIn(2)) {
            payments.add(new Paid(
                    any(accounts).toString(),
                    1 + random.nextInt(50_000),
                    "MYR",
                    Optional.of(time()),
                    Optional.of("NONE")));
        }
        if (about != null && oneIn(6)) {
            Transfer another = any(transfers);
            if (another.creditor() != null
                    && victimAccount.map(AccountId::toString).equals(Optional.of(another.debtor()))
                    && !another.creditor().equals(another.debtor())) {
                payments.add(paid(another, false));
            }
        }
        Set<String> alsoNamed = new TreeSet<>();
        if (payments.isEmpty() || oneIn(3)) {
            alsoNamed.add(any(accounts).toString());
        }
        TreeSet<String> named = new TreeSet<>(alsoNamed);
        payments.forEach(paid -> named.add(paid.suspect()));
        TreeSet<String> phones = new TreeSet<>();
        numbers.stream().filter(any -> oneIn(2)).forEach(phones::add);
        int badNumbers = oneIn(8) ? 1 : 0;
        String ref = oneIn(6) ? null : isPlain ? "v" + reportId : "v" + id + "-" + random.nextInt(4);
        Report report = new Report(
                reportId,
                ref != null ? ref : victimAccount.map(AccountId::toString).orElse("report " + reportId),
                reportedAt,
                payments.stream()
                        .flatMap(paid -> paid.paidAt().stream())
                        .min(Instant::compareTo)
                        .orElse(reportedAt),
                victimAccount.map(AccountId::toString),
                payments,
                named,
                phones,
                badNumbers);
        ScamReport event = event(report, ref, victimAccount, alsoNamed);
        byte[] bytes = workload.bytes(Topics.SCAM_REPORTS, event);
        Duration at = arrival();
        send(at, Topics.SCAM_REPORTS, reportId, bytes);
        if (oneIn(8)) {
            send(later(at), Topics.SCAM_REPORTS, reportId, bytes);
        }
        workload.add(report);
        if (oneIn(7)) {
            Directive withdrawal = directive(DirectiveKind.WITHDRAW_REPORT, reportId);
            Duration when = later(at.plus(BEFORE_WITHDRAWAL));
            workload.add(new Input(
                    when,
                    Topics.DIRECTIVES.name(),
                    key(reportId),
                    workload.bytes(Topics.DIRECTIVES, withdrawal),
                    Fate.EITHER,
                    Set.of(RejectReason.UNKNOWN_SUBJECT)));
            workload.withdraw(reportId);
        }
    }

    private Paid paid(Transfer transfer, boolean isPlain) {
        String suspect = String.valueOf(transfer.creditor());
        if (isPlain || oneIn(2)) {
            long claimed = oneIn(3) ? 1 + random.nextLong(2 * transfer.minor()) : transfer.minor();
            return new Paid(
                    suspect, claimed, transfer.currency(), Optional.of(transfer.at()), Optional.of(transfer.ref()));
        }
        // People remember the amount, and the time more or less.
        Duration off = Duration.ofMinutes(random.nextInt(60 * 60) - 30 * 60);
        return new Paid(
                suspect,
                transfer.minor(),
                transfer.currency(),
                Optional.of(transfer.at().plus(off)),
                Optional.empty());
    }

    private ScamReport event(Report report, @Nullable String ref, Optional<AccountId> victim, Set<String> alsoNamed) {
        List<String> typedNumbers = new ArrayList<>();
        report.numbers().forEach(phone -> typedNumbers.add(typedNumber(phone)));
        for (int i = 0; i < report.notes(); i++) {
            typedNumbers.add("12");
        }
        return ScamReport.newBuilder()
                .setReportId(report.reportId())
                .setChannel("TORTURE")
                .setScamType("PHONE_SCAM")
                .setReportedAt(report.reportedAt())
                .setVictim(new Victim(
                        ref,
                        victim.map(account -> typedBank(account.bank().value())).orElse(null),
                        victim.map(account -> typedAccount(account.number())).orElse(null)))
                .setPayments(report.payments().stream()
                        .map(paid -> ReportedPayment.newBuilder()
                                .setAmountMinor(paid.minor())
                                .setCurrency(paid.currency())
                                .setPaidAt(paid.paidAt().orElse(null))
                                .setTransferRef(paid.ref().orElse(null))
                                .setSuspectBank(typedBank(
                                        AccountId.parse(paid.suspect()).bank().value()))
                                .setSuspectAccount(typedAccount(
                                        AccountId.parse(paid.suspect()).number()))
                                .build())
                        .toList())
                .setSuspectAccounts(alsoNamed.stream()
                        .map(AccountId::parse)
                        .map(account ->
                                new ReportedAccount(typedBank(account.bank().value()), typedAccount(account.number())))
                        .toList())
                .setSuspectPhones(typedNumbers)
                .build();
    }

    private void directives() {
        if (oneIn(5)) {
            String account = any(accounts).toString();
            order(DirectiveKind.CONFIRM_FREEZE, account);
            workload.order(account);
        }
        accounts.stream().map(AccountId::toString).forEach(account -> {
            AccountEntry entry = workload.accounts().get(account);
            if (oneIn(entry != null && entry.getProtected$() ? 2 : 20)) {
                dismiss(account);
            }
        });
        numbers.stream().filter(any -> oneIn(6)).forEach(this::dismiss);
        // Where nobody extends a hold, it runs out. What is to be given back must be held still.
        accounts.stream()
                .map(AccountId::toString)
                .filter(any -> isGivenBack() || !oneIn(3))
                .forEach(this::extend);
        if (!numbers.isEmpty() && oneIn(5)) {
            String phone = any(numbers);
            order(DirectiveKind.CONFIRM_BLOCK, phone);
            workload.order(phone);
        }
        if (oneIn(10)) {
            rejected(
                    Topics.DIRECTIVES,
                    any(accounts).toString(),
                    directive(DirectiveKind.CONFIRM_BLOCK, any(accounts).toString()),
                    RejectReason.OTHER,
                    RejectReason.KEY_MISMATCH);
        }
    }

    private boolean isReleased() {
        return number % 3 == 0;
    }

    private boolean isGivenBack() {
        return number % 3 == 1;
    }

    /** What depends on all that came before; by ring one thing only, as each would spoil the others. */
    private void secondAct() {
        if (isReleased()) {
            accounts.stream().map(AccountId::toString).filter(any -> oneIn(2)).forEach(this::releaseLater);
            numbers.stream().filter(any -> oneIn(2)).forEach(this::releaseLater);
        } else if (isGivenBack()) {
            transfers.forEach(transfer -> workload.mayGiveBack(transfer.debtor()));
        } else {
            TreeSet<String> again = new TreeSet<>();
            accounts.stream().map(AccountId::toString).filter(any -> oneIn(3)).forEach(account -> {
                send(
                        arrival(),
                        Topics.DIRECTIVES,
                        account,
                        workload.bytes(Topics.DIRECTIVES, release(account, Duration.ofMinutes(30))));
                workload.reopen(account);
                again.add(account);
            });
            accounts.stream().map(AccountId::toString).filter(any -> oneIn(4)).forEach(again::add);
            if (!again.isEmpty()) {
                reportLater(again);
            }
        }
    }

    private void releaseLater(String subject) {
        Directive release = release(subject, Duration.ofHours(2));
        workload.release(subject);
        sendLater(Topics.DIRECTIVES, subject, workload.bytes(Topics.DIRECTIVES, release));
    }

    private Directive release(String subject, Duration after) {
        return Directive.newBuilder(directive(DirectiveKind.RELEASE, subject))
                .setIssuedAt(past.plus(span).plus(after))
                .build();
    }

    /** Names accounts once more, which is new ground. */
    private void reportLater(SortedSet<String> named) {
        String reportId = "R" + id + "-" + workload.reports().size();
        Instant reportedAt = past.plus(span).plus(Duration.ofMinutes(90));
        Report report = new Report(
                reportId,
                "w" + reportId,
                reportedAt,
                reportedAt,
                Optional.empty(),
                List.of(),
                named,
                new TreeSet<>(),
                0);
        ScamReport event = event(report, report.victim(), Optional.empty(), named);
        sendLater(Topics.SCAM_REPORTS, reportId, workload.bytes(Topics.SCAM_REPORTS, event));
        workload.add(report);
    }

    private void sendLater(Topic<?> topic, String key, byte[] value) {
        Duration share = Duration.ofMillis(random.nextInt(Workload.WHOLE));
        workload.addLater(new Input(share, topic.name(), key(key), value, Fate.TAKEN, Set.of()));
    }

    /** Leaves a question to people unanswered for good; said after all other orders, but it may arrive before them. */
    private void dismiss(String subject) {
        Directive dismissal = Directive.newBuilder(directive(DirectiveKind.DISMISS, subject))
                .setIssuedAt(past.plus(span).plus(Duration.ofHours(1)))
                .build();
        send(arrival(), Topics.DIRECTIVES, subject, workload.bytes(Topics.DIRECTIVES, dismissal));
        workload.dismiss(subject);
    }

    /** Has a hold last longer, and often a second time; the first order may arrive last, and must not shorten it then. */
    private void extend(String account) {
        int times = oneIn(2) ? 2 : 1;
        for (int time = 1; time <= times; time++) {
            Instant until = past.plus(LONG_HOLD.multipliedBy(time));
            String directiveId = "D" + id + "-" + DirectiveKind.EXTEND + "-" + account + "-" + time;
            Directive extension = Directive.newBuilder(directive(DirectiveKind.EXTEND, account))
                    .setDirectiveId(directiveId)
                    .setIssuedAt(past.plus(span).plus(Duration.ofMinutes(time)))
                    .setUntil(until)
                    .build();
            send(arrival(), Topics.DIRECTIVES, account, workload.bytes(Topics.DIRECTIVES, extension));
            workload.extend(account, until);
        }
    }

    private void order(DirectiveKind kind, String subject) {
        send(arrival(), Topics.DIRECTIVES, subject, workload.bytes(Topics.DIRECTIVES, directive(kind, subject)));
    }

    private Directive directive(DirectiveKind kind, String subject) {
        return Directive.newBuilder()
                .setDirectiveId("D" + id + "-" + kind + "-" + subject)
                .setSubject(subject)
                .setKind(kind)
                .setIssuedBy("officer 7")
                .setIssuedAt(past.plus(span))
                .build();
    }

    /** What nobody can use: it must be found among the rejected records, and hinder nothing. */
    private void rubbish() {
        if (oneIn(3)) {
            byte[] noise = new byte[1 + random.nextInt(60)];
            random.nextBytes(noise);
            noise[0] = oneIn(2) ? 0 : noise[0];
            Topic<?> topic = any(Topics.INPUTS);
            // The broker itself refuses a record without a key, and one without a value is a removal, where it
            // compacts.
            boolean isKept = topic.cleanup() == Cleanup.DELETE;
            workload.add(new Input(
                    arrival(),
                    topic.name(),
                    isKept && oneIn(4) ? null : key(any(accounts).toString()),
                    isKept && oneIn(5) ? null : noise,
                    Fate.REJECTED,
                    EnumSet.allOf(RejectReason.class)));
        }
        if (oneIn(4)) {
            Transfer wrong = new Transfer(any(accounts).toString(), "BAD", time(), null, "MYR", 100);
            switch (random.nextInt(3)) {
                case 0 ->
                    rejected(
                            Topics.FUND_TRANSFERS,
                            "MUTEMYKL:0000000",
                            event(wrong, TransferStatus.SETTLED),
                            RejectReason.KEY_MISMATCH);
                case 1 ->
                    rejected(
                            Topics.FUND_TRANSFERS,
                            wrong.debtor(),
                            FundTransfer.newBuilder(event(wrong, TransferStatus.SETTLED))
                                    .setAmountMinor(0)
                                    .build(),
                            RejectReason.BAD_AMOUNT);
                default ->
                    rejected(
                            Topics.FUND_TRANSFERS,
                            wrong.debtor(),
                            FundTransfer.newBuilder(event(wrong, TransferStatus.SETTLED))
                                    .setSettledAt(past.plus(Duration.ofDays(30)))
                                    .build(),
                            RejectReason.BAD_TIMESTAMP);
            }
        }
        if (oneIn(4)) {
            badReport();
        }
    }

    private void badReport() {
        ScamReport.Builder report = ScamReport.newBuilder()
                .setReportId("B" + id)
                .setChannel("TORTURE")
                .setReportedAt(past)
                .setVictim(new Victim("v" + id, null, null))
                .setPayments(List.of())
                .setSuspectAccounts(
                        List.of(new ReportedAccount("Bank Alfa", any(accounts).number())))
                .setSuspectPhones(List.of());
        switch (random.nextInt(4)) {
            case 0 ->
                rejected(
                        Topics.SCAM_REPORTS,
                        "B" + id,
                        report.setSuspectAccounts(List.of()).build(),
                        RejectReason.NO_SUSPECT);
            case 1 ->
                rejected(
                        Topics.SCAM_REPORTS,
                        "B" + id,
                        report.setSuspectAccounts(List.of(new ReportedAccount(
                                        "Bank Nobody", any(accounts).number())))
                                .build(),
                        RejectReason.UNKNOWN_BANK);
            case 2 ->
                rejected(
                        Topics.SCAM_REPORTS,
                        "B" + id,
                        report.setReportedAt(Instant.parse("1969-07-20T20:17:00Z"))
                                .build(),
                        RejectReason.BAD_TIMESTAMP);
            default -> rejected(Topics.SCAM_REPORTS, "other", report.build(), RejectReason.KEY_MISMATCH);
        }
    }

    private void rejected(Topic<?> topic, String key, SpecificRecord event, RejectReason... reasons) {
        workload.add(new Input(
                arrival(), topic.name(), key(key), workload.bytes(topic, event), Fate.REJECTED, Set.of(reasons)));
    }

    private void send(Duration at, Topic<?> topic, String key, byte[] value) {
        workload.add(new Input(at, topic.name(), key(key), value, Fate.TAKEN, Set.of()));
    }

    /** When a record arrives: most soon after the ring's first, some much later. */
    private Duration arrival() {
        return later(Duration.ZERO);
    }

    private Duration later(Duration than) {
        Duration from = than.compareTo(begins) > 0 ? than : begins;
        double skewed = Math.pow(random.nextDouble(), 3);
        Duration at = from.plus(Duration.ofMillis(1 + (long) (skewed * ARRIVAL.toMillis())));
        return at.compareTo(latest) < 0 || than.compareTo(latest) >= 0 ? at : max(latest, than.plusMillis(1));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Instant time() {
        return past.plus(Duration.ofMillis(random.nextLong(span.toMillis())));
    }

    private String typedBank(String bic) {
        return switch (random.nextInt(3)) {
            case 0 -> bic.toLowerCase(Locale.ROOT);
            case 1 -> " " + Cast.nickname(bic).toUpperCase(Locale.ROOT);
            default -> bic;
        };
    }

    private String typedAccount(String digits) {
        return oneIn(2) ? digits.substring(0, 3) + "-" + digits.substring(3, 6) + " " + digits.substring(6) : digits;
    }

    private String typedNumber(String e164) {
        return switch (random.nextInt(3)) {
            case 0 -> "0" + e164.substring(3, 5) + "-" + e164.substring(5, 8) + " " + e164.substring(8);
            case 1 -> e164.substring(0, 3) + " " + e164.substring(3);
            default -> e164;
        };
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
