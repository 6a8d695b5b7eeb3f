package io.sekat.streams;

import io.sekat.config.Settings;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.AccountNamed;
import io.sekat.events.AccountStatus;
import io.sekat.events.Claimant;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.FundTransfer;
import io.sekat.events.LineStatus;
import io.sekat.events.NumberMessage;
import io.sekat.events.NumberNamed;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.events.PaymentClaimed;
import io.sekat.events.PhoneEntry;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.TransferStatus;
import io.sekat.events.Victim;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One scam, with sensible defaults: a victim at Alpha Bank paid MYR 5,000.00 to an account at Beta Bank. */
public final class Samples {
    public static final Rules RULES = Rules.of(Settings.defaults());

    public static final Instant PAID = Instant.parse("2026-03-02T09:00:00Z");
    public static final Instant REPORTED = PAID.plus(Duration.ofHours(1));
    public static final Instant NOW = REPORTED.plusSeconds(2);
    public static final Instant RECEIVED = REPORTED.plusSeconds(1);

    public static final String VICTIM_BANK = "ALPHMYKL";
    public static final String SUSPECT_BANK = "BETAMYKL";
    public static final AccountId VICTIM = AccountId.of(VICTIM_BANK, "100000001");
    public static final AccountId SUSPECT = AccountId.of(SUSPECT_BANK, "200000002");
    public static final long AMOUNT = 500_000;

    public static final PhoneNumber NUMBER = new PhoneNumber("+60123456789");
    public static final String OPERATOR = "CELCO";
    public static final String OTHER_OPERATOR = "DIGITEL";

    /** An occasion on which the participant concerned takes part and has a quarter of an hour. */
    public static final Occasion OCCASION = new Occasion(RECEIVED, NOW, true, participant -> Duration.ofMinutes(15));

    static {
        AvroSerdes.trustEvents();
    }

    private Samples() {}

    public static Participant bank(String bic, String name, String... aliases) {
        return participant(bic, ParticipantKind.BANK)
                .setName(name)
                .setAliases(List.of(aliases))
                .build();
    }

    public static Participant operator(String id) {
        return participant(id, ParticipantKind.OPERATOR).build();
    }

    public static Participant.Builder participant(String id, ParticipantKind kind) {
        return Participant.newBuilder().setParticipantId(id).setKind(kind).setName(id);
    }

    /** A report of the payment, by the person {@code person-of-<reportId>}. */
    public static ScamReport.Builder report(String reportId) {
        return ScamReport.newBuilder()
                .setReportId(reportId)
                .setChannel("HOTLINE_997")
                .setScamType("INVESTMENT")
                .setReportedAt(REPORTED)
                .setVictim(new Victim(personOf(reportId), VICTIM_BANK, VICTIM.number()))
                .setPayments(List.of(payment().build()));
    }

    /** A report that names nobody yet. */
    public static ScamReport.Builder reportWithoutSuspect(String reportId) {
        return report(reportId).setPayments(List.of());
    }

    public static String personOf(String reportId) {
        return "person-of-" + reportId;
    }

    public static ReportedPayment.Builder payment() {
        return ReportedPayment.newBuilder()
                .setAmountMinor(AMOUNT)
                .setCurrency("MYR")
                .setPaidAt(PAID)
                .setTransferRef("TX1")
                .setSuspectBank(SUSPECT_BANK)
                .setSuspectAccount(SUSPECT.number());
    }

    public static FundTransfer.Builder transfer() {
        return FundTransfer.newBuilder()
                .setTransferRef("TX1")
                .setDebtorBank(VICTIM_BANK)
                .setDebtorAccount(VICTIM.number())
                .setCreditorBank(SUSPECT_BANK)
                .setCreditorAccount(SUSPECT.number())
                .setAmountMinor(AMOUNT)
                .setCurrency("MYR")
                .setSettledAt(PAID)
                .setStatus(TransferStatus.SETTLED);
    }

    public static FundTransfer returned() {
        return transfer()
                .setSettledAt(PAID.plus(Duration.ofHours(5)))
                .setStatus(TransferStatus.RETURNED)
                .build();
    }

    public static AccountEntry.Builder accountEntry() {
        return AccountEntry.newBuilder()
                .setBank(SUSPECT_BANK)
                .setAccount(SUSPECT.number())
                .setStatus(AccountStatus.ACTIVE);
    }

    /** The number's entry; its subscriber has had it for a year. */
    public static PhoneEntry.Builder phoneEntry() {
        return PhoneEntry.newBuilder()
                .setPhoneNumber(NUMBER.e164())
                .setOperator(OPERATOR)
                .setStatus(LineStatus.ACTIVE)
                .setActivatedAt(PAID.minus(Duration.ofDays(365)));
    }

    /** A directive, given two hours after the payment. */
    public static Directive.Builder directive(DirectiveKind kind, String subject) {
        return Directive.newBuilder()
                .setDirectiveId("D-" + kind)
                .setSubject(subject)
                .setKind(kind)
                .setIssuedBy("officer-7")
                .setIssuedAt(PAID.plus(Duration.ofHours(2)));
    }

    /** What the bank says half a minute after it was asked. */
    public static FreezeResponse.Builder answer(FreezeAlert alert, FreezeOutcome outcome) {
        return FreezeResponse.newBuilder()
                .setAlertId(alert.getAlertId())
                .setRevision(alert.getRevision())
                .setBank(alert.getBank())
                .setAccount(alert.getAccount())
                .setOutcome(outcome)
                .setRespondedAt(alert.getIssuedAt().plusSeconds(30));
    }

    public static AccountMessage toAccount(Object body) {
        return new AccountMessage(body, RECEIVED);
    }

    public static NumberMessage toNumber(Object body) {
        return new NumberMessage(body, RECEIVED);
    }

    /** A report, by its own person, names the account. */
    public static AccountMessage accountNamed(String reportId) {
        return toAccount(new AccountNamed(reportId, personOf(reportId), REPORTED));
    }

    /** A report says that the victim's account paid. */
    public static PaymentClaimed.Builder claimed(String reportId) {
        return PaymentClaimed.newBuilder()
                .setReportId(reportId)
                .setIndex(0)
                .setVictim(personOf(reportId))
                .setReportedAt(REPORTED)
                .setSuspectBank(SUSPECT_BANK)
                .setSuspectAccount(SUSPECT.number())
                .setAmountMinor(AMOUNT)
                .setCurrency("MYR")
                .setPaidAt(PAID)
                .setTransferRef("TX1");
    }

    /** The victim's whole payment came in, claimed by report R1. */
    public static TaintSample taint() {
        return new TaintSample(VICTIM.toString(), PAID, AMOUNT, new Claimant("R1", personOf("R1"), REPORTED));
    }

    /** Another person's verified payment into the account, reported at a time. */
    public static AccountMessage verifiedPayment(String reportId, String person, Instant reportedAt) {
        return toAccount(taint().setRootTransferRef("TX-" + reportId)
                .setTransferRef("TX-" + reportId)
                .setClaimants(List.of(new Claimant(reportId, person, reportedAt)))
                .build());
    }

    /** A report, by its own person, names the number; it happened when the payment was made. */
    public static NumberMessage numberNamed(String reportId) {
        return numberNamed(reportId, personOf(reportId), REPORTED, PAID);
    }

    public static NumberMessage numberNamed(String reportId, String person, Instant reportedAt, Instant incidentAt) {
        return toNumber(new NumberNamed(reportId, person, reportedAt, incidentAt));
    }
}
