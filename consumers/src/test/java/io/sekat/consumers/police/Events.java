package io.sekat.consumers.police;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.Amount;
import io.sekat.events.BlockOutcome;
import io.sekat.events.BlockRequest;
import io.sekat.events.BlockResponse;
import io.sekat.events.CaseSummary;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.LineStatus;
import io.sekat.events.NumberAction;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.events.PhoneEntry;
import io.sekat.events.ReturnRequest;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.events.TrailAccount;
import io.sekat.events.TrailBank;
import io.sekat.events.Victim;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Events as the police get them. */
final class Events {
    static final Instant TIME = Instant.parse("2026-03-02T07:00:00Z");
    static final String BANK = "RHBBMYKL";
    static final String ACCOUNT = "915032160";
    static final String NUMBER = "+60182100104";

    static {
        AvroSerdes.trustEvents();
    }

    private Events() {}

    /** A report of a payment of 500.00 to an account, which passed 200.00 on, and of a number. */
    static EnrichedReport.Builder report(String id, long revision) {
        EnrichedTrail trail = EnrichedTrail.newBuilder()
                .setHeldMinor(45_000)
                .setCashedOutMinor(5_000)
                .setAccountCount(2)
                .setAccounts(
                        List.of(trailAccount(BANK, ACCOUNT, 1, 30_000), trailAccount("MBBEMYKL", "7777", 2, 15_000)))
                .setBanks(List.of(
                        TrailBank.newBuilder()
                                .setBank("MBBEMYKL")
                                .setAccountCount(1)
                                .setHeldMinor(15_000)
                                .build(),
                        TrailBank.newBuilder()
                                .setBank(BANK)
                                .setAccountCount(1)
                                .setHeldMinor(30_000)
                                .build()))
                .build();
        return EnrichedReport.newBuilder()
                .setReportId(id)
                .setRevision(revision)
                .setChannel("HOTLINE_997")
                .setScamType("PHONE_SCAM")
                .setReportedAt(TIME)
                .setReceivedAt(TIME)
                .setIncidentAt(TIME)
                .setNarrative("Caller said a parcel with my name was held by customs")
                .setVictim(new Victim("v-" + id, "MBBEMYKL", "4472"))
                .setPayments(List.of(EnrichedPayment.newBuilder()
                        .setIndex(0)
                        .setAmountMinor(50_000)
                        .setCurrency("MYR")
                        .setSuspectBank(BANK)
                        .setSuspectAccount(ACCOUNT)
                        .setState(ClaimState.VERIFIED)
                        .setRootTransferRef("T-" + id)
                        .setClaimedMinor(50_000)
                        .setTrail(trail)
                        .build()))
                .setAccounts(List.of(EnrichedAccount.newBuilder()
                        .setBank(BANK)
                        .setAccount(ACCOUNT)
                        .setEntry(AccountEntry.newBuilder()
                                .setBank(BANK)
                                .setAccount(ACCOUNT)
                                .setStatus(AccountStatus.ACTIVE)
                                .setHolderToken("h-1")
                                .build())
                        .build()))
                .setNumbers(List.of(EnrichedNumber.newBuilder()
                        .setPhoneNumber(NUMBER)
                        .setEntry(PhoneEntry.newBuilder()
                                .setPhoneNumber(NUMBER)
                                .setOperator("MAXIS")
                                .setStatus(LineStatus.ACTIVE)
                                .setSubscriberToken("s-1")
                                .build())
                        .build()));
    }

    private static TrailAccount trailAccount(String bank, String account, int hop, long held) {
        return TrailAccount.newBuilder()
                .setBank(bank)
                .setAccount(account)
                .setHop(hop)
                .setFromAccount("MBBEMYKL:4472")
                .setTransferRef("T-" + hop)
                .setReachedAt(TIME)
                .setReceivedMinor(50_000)
                .setHeldMinor(held)
                .build();
    }

    static CaseSummary.Builder summary(String caseId, String... reports) {
        return CaseSummary.newBuilder()
                .setCaseId(caseId)
                .setReportCount(reports.length)
                .setLost(List.of(new Amount("MYR", 50_000L * reports.length)))
                .setHeld(List.of(new Amount("MYR", 45_000L)))
                .setParticipants(List.of("MAXIS", BANK))
                .setFirstIncidentAt(TIME)
                .setLastIncidentAt(TIME)
                .setScamTypes(List.of("PHONE_SCAM"))
                .setReportIds(List.of(reports));
    }

    static FreezeAlert freeze(long revision, AccountAction action) {
        return FreezeAlert.newBuilder()
                .setAlertId("F-1")
                .setBank(BANK)
                .setAccount(ACCOUNT)
                .setRevision(revision)
                .setAction(action)
                .setHold(List.of(new Amount("MYR", 30_000L)))
                .setCausedAt(TIME)
                .setIssuedAt(TIME)
                .setRespondBy(TIME.plusSeconds(900))
                .build();
    }

    static BlockRequest block(String operator, long revision, NumberAction action) {
        return BlockRequest.newBuilder()
                .setAlertId("B-1")
                .setPhoneNumber(NUMBER)
                .setOperator(operator)
                .setRevision(revision)
                .setAction(action)
                .setCausedAt(TIME)
                .setIssuedAt(TIME)
                .setRespondBy(TIME.plusSeconds(900))
                .build();
    }

    static ReturnRequest.Builder giveBack(long revision) {
        return ReturnRequest.newBuilder()
                .setRequestId("Q-1")
                .setBank(BANK)
                .setAccount(ACCOUNT)
                .setRevision(revision)
                .setRootTransferRef("T-R-1")
                .setAmount(new Amount("MYR", 30_000L))
                .setVictimBank("MBBEMYKL")
                .setVictimAccount("4472")
                .setDirectiveId("D-1")
                .setAuthority("court")
                .setIssuedAt(TIME)
                .setRespondBy(TIME.plusSeconds(900));
    }

    static FreezeResponse held(long revision) {
        return FreezeResponse.newBuilder()
                .setAlertId("F-1")
                .setRevision(revision)
                .setBank(BANK)
                .setAccount(ACCOUNT)
                .setOutcome(FreezeOutcome.HELD)
                .setHeld(List.of(new Amount("MYR", 30_000L)))
                .setRespondedAt(TIME.plusSeconds(60))
                .build();
    }

    static Escalation escalation(String alertId, String subject, String participant, int level) {
        return Escalation.newBuilder()
                .setKind(EscalationKind.FREEZE_ALERT)
                .setAlertId(alertId)
                .setRevision(1)
                .setSubject(subject)
                .setParticipantId(participant)
                .setLevel(level)
                .setRespondBy(TIME.plusSeconds(900))
                .setEscalatedAt(TIME.plusSeconds(900L * level))
                .build();
    }

    static ReviewItem review(String subject, long revision, ReviewState state) {
        return ReviewItem.newBuilder()
                .setSubject(subject)
                .setRevision(revision)
                .setState(state)
                .setReason(ReviewReason.PROTECTED_ACCOUNT)
                .setParticipantId(BANK)
                .setMessage("The account is protected")
                .setRaisedAt(TIME)
                .build();
    }

    /** Some of everything, with older revisions. */
    static List<SpecificRecord> story() {
        return List.of(
                report("R-1", 1).build(),
                report("R-1", 2).setCaseSummary(summary("R-1", "R-1").build()).build(),
                report("R-1", 3)
                        .setCaseSummary(summary("R-1", "R-1", "R-2").build())
                        .build(),
                report("R-2", 1).setCaseSummary(summary("R-2", "R-2").build()).build(),
                report("R-2", 2)
                        .setCaseSummary(summary("R-1", "R-1", "R-2").build())
                        .build(),
                report("R-3", 1).setPayments(List.of()).build(),
                freeze(1, AccountAction.WATCH),
                freeze(2, AccountAction.HOLD),
                block("MAXIS", 1, NumberAction.BLOCK),
                block("MAXIS", 2, NumberAction.WITHDRAW),
                block("YES", 3, NumberAction.BLOCK),
                giveBack(1).build(),
                held(1),
                held(2),
                BlockResponse.newBuilder()
                        .setAlertId("B-1")
                        .setRevision(3)
                        .setOperator("YES")
                        .setPhoneNumber(NUMBER)
                        .setOutcome(BlockOutcome.REFUSED)
                        .setReason("not ours")
                        .setRespondedAt(TIME)
                        .build(),
                escalation("F-2", BANK + ":1111", BANK, 1),
                escalation("F-2", BANK + ":1111", BANK, 2),
                escalation("F-1", BANK + ":" + ACCOUNT, BANK, 1),
                Escalation.newBuilder(escalation("F-1", BANK + ":" + ACCOUNT, BANK, 1))
                        .setRespondBy(TIME.plusSeconds(960))
                        .setEscalatedAt(TIME.plusSeconds(961))
                        .build(),
                review(BANK + ":2222", 1, ReviewState.OPEN),
                review(BANK + ":3333", 1, ReviewState.OPEN),
                review(BANK + ":3333", 2, ReviewState.CLOSED),
                Participant.newBuilder()
                        .setParticipantId(BANK)
                        .setKind(ParticipantKind.BANK)
                        .setName("RHB Bank")
                        .build());
    }
}
