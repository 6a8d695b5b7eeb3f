package io.sekat.benchmarks.load;

import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.FundTransfer;
import io.sekat.events.HolderType;
import io.sekat.events.LineStatus;
import io.sekat.events.LineType;
import io.sekat.events.PhoneEntry;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ScamReport;
import io.sekat.events.Victim;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One report of the load, what is in the directories and among the transfers before it, and what it must bring about. Of
 * ten reports, one is about an account that three victims paid, one about a trail of several hops; every second names a
 * further account, and each number is named by two. Those who share an account or a number call within about a second of
 * each other, so that what the last of them brings about comes in every second of a run. A few accounts and numbers are
 * protected, closed or recycled.
 */
public final class Incident {
    /** How many payments an account that pays many makes at least. */
    public static final int LEAST_PAYMENTS = Wallet.LEAST;

    private static final int OPERATORS = 4;
    /** Three times ten: in each ten one call is about an account that three share. */
    private static final int LEAST_BLOCK = 30;

    private static final Duration BEFORE_REPORT = Duration.ofHours(2);
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final Trail trail;
    private final boolean namesAccount;
    private final int phone;
    private final List<Expected> expected = new ArrayList<>();

    private Incident(Trail trail, boolean namesAccount, int phone) {
        this.trail = trail;
        this.namesAccount = namesAccount;
        this.phone = phone;
    }

    /**
     * Reports that belong together, in the order in which they are to be sent.
     *
     * @param from number of the first; reports of other numbers share nothing with these
     * @param hops how long the trails are that are longer than one hop; 1: there are none
     * @param perSecond how many are to be sent in a second
     */
    public static List<Incident> of(int from, int count, int hops, int perSecond) {
        Instant first = Instant.now().minus(BEFORE_REPORT).truncatedTo(ChronoUnit.MILLIS);
        // About a second; an odd multiple, whose half is none of ten, so that all find their second caller below.
        int block = LEAST_BLOCK * (perSecond / LEAST_BLOCK | 1);
        List<Incident> incidents = new ArrayList<>();
        for (int done = 0; done < count; done += block) {
            incidents.addAll(block(from + done, Math.min(block, count - done), hops, first));
        }
        return incidents;
    }

    /** Reports that share with each other only: an account with who is a third of them on, a number with who is half on. */
    private static List<Incident> block(int from, int count, int hops, Instant first) {
        int third = count / 30 * 10;
        // No two that share an account share a number with each other's: nearly all of them would be one case.
        int half = count / 2 % 10 == 0 ? count / 2 - 1 : count / 2;
        List<Incident> incidents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean isShared = i % 10 == 0 && i < 3 * third;
            boolean isTrail = i % 10 == 9 && hops > 1;
            int payee = isShared ? from + i % third : from + i;
            boolean isSecondCaller = i >= half && i < 2 * half;
            Incident incident = new Incident(
                    new Chain(from + i, payee, isTrail ? hops : 1, first),
                    i % 2 == 1,
                    from + (isSecondCaller ? i - half : i));
            if (!isShared) {
                incident.expectHolds(isTrail ? Expected.Kind.TRAIL : Expected.Kind.HOLD);
            } else if (i >= 2 * third) {
                incident.trail.ends().forEach(end -> incident.expect(Expected.Kind.FREEZE, end));
            }
            if (incident.namesAccount && !incident.isProtected()) {
                incident.expect(Expected.Kind.WATCH, incident.named());
            }
            if (isSecondCaller && !incident.isTerminated() && !incident.isRecycled()) {
                incident.expect(Expected.Kind.BLOCK, incident.line().getPhoneNumber());
            }
            incidents.add(incident);
        }
        return incidents;
    }

    /** A report of one payment that was split among so many accounts; its number is shared with nothing else. */
    public static Incident tree(int number, int accounts) {
        Instant first = Instant.now().minus(BEFORE_REPORT).truncatedTo(ChronoUnit.MILLIS);
        Incident incident = new Incident(new Tree(number, accounts, first), false, number);
        incident.expectHolds(Expected.Kind.TRAIL);
        return incident;
    }

    /**
     * A report of a payment into an account that makes so many payments itself; nothing is shared with other reports.
     *
     * @param size 50 or more
     */
    public static Incident wallet(int number, int size) {
        Instant first = Instant.now().minus(HALF_A_DAY).truncatedTo(ChronoUnit.MILLIS);
        Wallet wallet = new Wallet(number, size, first);
        Incident incident = new Incident(wallet, false, number);
        incident.expect(Expected.Kind.PASSED, wallet.account());
        incident.expectHolds(Expected.Kind.TRAIL);
        return incident;
    }

    /** The account that the victim paid. */
    public AccountId suspect() {
        return trail.accounts().get(0);
    }

    /**
     * Reports of one hop each whose accounts are such ones, in the order of their numbers; nothing is shared with other
     * reports.
     *
     * @param from the least number
     * @param among tells which accounts will do
     */
    public static List<Incident> ofAccounts(int from, int count, Predicate<AccountId> among) {
        Instant first = Instant.now().minus(BEFORE_REPORT).truncatedTo(ChronoUnit.MILLIS);
        return IntStream.iterate(from, number -> number + 1)
                .mapToObj(number -> new Incident(new Chain(number, number, 1, first), false, number))
                .filter(incident -> among.test(incident.trail.victim()) && among.test(incident.suspect()))
                .limit(count)
                .peek(incident -> incident.expectHolds(Expected.Kind.HOLD))
                .toList();
    }

    /** The number that tells it from others. */
    public int serial() {
        return trail.number();
    }

    private void expectHolds(Expected.Kind kind) {
        trail.ends().forEach(end -> expected.add(new Expected(kind, end.toString(), trail.endMinor())));
    }

    private void expect(Expected.Kind kind, Object subject) {
        expected.add(new Expected(kind, subject.toString(), 0));
    }

    /** Every operator that a number may be served by. */
    static List<ParticipantId> operators() {
        return IntStream.range(0, OPERATORS).mapToObj(Incident::operator).toList();
    }

    private static ParticipantId operator(int operator) {
        return new ParticipantId("OPERATOR" + operator % OPERATORS);
    }

    private AccountId named() {
        return new AccountId(Transfers.bank(trail.number()), "9%09d".formatted(trail.number()));
    }

    private boolean isProtected() {
        return trail.number() % 100 == 51;
    }

    private boolean isClosed() {
        return trail.number() % 100 == 71;
    }

    /** A mobile number of a range that is in use. */
    private String number() {
        return "+6012%07d".formatted(2_000_000 + phone % 8_000_000);
    }

    private boolean isTerminated() {
        return phone % 100 == 31;
    }

    /** Whether the number changed hands after the incident. */
    private boolean isRecycled() {
        return phone % 100 == 41;
    }

    /** What it must bring about. */
    public List<Expected> expected() {
        return expected;
    }

    /** The transfers that there were before it. */
    List<FundTransfer> transfers() {
        return trail.transfers();
    }

    /** The directory's entries for the accounts that it is about. */
    List<AccountEntry> accounts() {
        List<AccountEntry> entries = new ArrayList<>();
        trail.accounts().forEach(account -> entries.add(entry(account, AccountStatus.ACTIVE, false)));
        if (namesAccount) {
            entries.add(entry(named(), isClosed() ? AccountStatus.CLOSED : AccountStatus.ACTIVE, isProtected()));
        }
        return entries;
    }

    static AccountEntry entry(AccountId account, AccountStatus status, boolean isProtected) {
        return AccountEntry.newBuilder()
                .setBank(account.bank().value())
                .setAccount(account.number())
                .setStatus(status)
                .setHolderToken("h" + account.number())
                .setHolderType(HolderType.INDIVIDUAL)
                .setOpenedAt(Instant.EPOCH)
                .setProtected$(isProtected)
                .build();
    }

    /** The directory's entry for the number that it names. */
    PhoneEntry line() {
        return PhoneEntry.newBuilder()
                .setPhoneNumber(number())
                .setOperator(operator(phone).value())
                .setStatus(isTerminated() ? LineStatus.TERMINATED : LineStatus.ACTIVE)
                .setLineType(LineType.PREPAID)
                .setActivatedAt(isRecycled() ? trail.first().plus(BEFORE_REPORT.dividedBy(2)) : Instant.EPOCH)
                .setSubscriberToken("s" + phone)
                .build();
    }

    /** The report, made now. */
    ScamReport report() {
        AccountId victim = trail.victim();
        return ScamReport.newBuilder()
                .setReportId("R" + trail.number())
                .setChannel("BENCH")
                .setScamType("PHONE_SCAM")
                .setReportedAt(Instant.now())
                .setVictim(new Victim("v" + trail.number(), victim.bank().value(), victim.number()))
                .setPayments(List.of(trail.payment()))
                .setSuspectAccounts(
                        namesAccount
                                ? List.of(new ReportedAccount(named().bank().value(), named().number()))
                                : List.of())
                .setSuspectPhones(List.of(number()))
                .build();
    }
}
