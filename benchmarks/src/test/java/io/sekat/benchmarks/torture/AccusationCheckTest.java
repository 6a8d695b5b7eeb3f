package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.torture.Forwarder.Passage;
import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.BlockOutcome;
import io.sekat.events.BlockRequest;
import io.sekat.events.BlockResponse;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.NumberAction;
import io.sekat.events.ReturnRequest;
import io.sekat.serdes.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check sees an escalation of one who answered in time, and no other. */
class AccusationCheckTest {
    private static final Instant ASKED = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant DUE = ASKED.plus(Cast.RESPOND_WITHIN);
    private static final String BANK = "ALFAMYKL";
    private static final String ACCOUNT = "12345";
    private static final String NUMBER = "+60123456789";

    private final List<FreezeAlert> alerts = new ArrayList<>();
    private final List<BlockRequest> requests = new ArrayList<>();
    private final List<ReturnRequest> returns = new ArrayList<>();
    private final List<Stored<FreezeResponse>> banks = new ArrayList<>();
    private final List<Stored<BlockResponse>> operators = new ArrayList<>();
    private final List<Stored<Escalation>> escalations = new ArrayList<>();
    private final List<Inflicted> faults = new ArrayList<>();

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    private void asked(long revision, Instant respondBy) {
        alerts.add(FreezeAlert.newBuilder()
                .setAlertId("a")
                .setBank(BANK)
                .setAccount(ACCOUNT)
                .setRevision(revision)
                .setAction(AccountAction.HOLD)
                .setCausedAt(ASKED)
                .setIssuedAt(ASKED)
                .setRespondBy(respondBy)
                .build());
    }

    private void answered(String alertId, long revision, Instant at) {
        banks.add(new Stored<>(
                FreezeResponse.newBuilder()
                        .setAlertId(alertId)
                        .setRevision(revision)
                        .setBank(BANK)
                        .setAccount(ACCOUNT)
                        .setOutcome(FreezeOutcome.HELD)
                        .setRespondedAt(at)
                        .build(),
                at));
    }

    private void escalated(EscalationKind kind, String alertId, String subject, String who, int level, Instant at) {
        escalations.add(new Stored<>(
                Escalation.newBuilder()
                        .setKind(kind)
                        .setAlertId(alertId)
                        .setRevision(1)
                        .setSubject(subject)
                        .setParticipantId(who)
                        .setLevel(level)
                        .setRespondBy(DUE)
                        .setEscalatedAt(at)
                        .build(),
                at));
    }

    private void escalated(int level, Instant at) {
        escalated(EscalationKind.FREEZE_ALERT, "a", BANK + ":" + ACCOUNT, BANK, level, at);
    }

    private Verdict verdict() {
        Evidence evidence = new Evidence(
                Map.of(),
                Map.of(BANK, alerts),
                Map.of(Cast.ANSWERING_OPERATOR, requests),
                Map.of(BANK, returns),
                List.of(),
                List.of(),
                escalations,
                List.of(),
                List.of());
        return AccusationCheck.check(evidence, new Responses(banks, operators), faults);
    }

    @Test
    void whoAnsweredInTimeAndIsLeftInPeaceIsRight() {
        asked(1, DUE);
        answered("a", 1, DUE.minusSeconds(1));

        assertThat(verdict().holds()).isTrue();
    }

    @Test
    void anEscalationOfOneWhoAnsweredInTimeIsSeen() {
        asked(1, DUE);
        answered("a", 1, DUE.minusSeconds(1));
        escalated(1, DUE.plusSeconds(1));

        assertThat(verdict().violations())
                .singleElement()
                .asString()
                .contains("revision 1 was answered before", "escalated all the same");
    }

    /** It said so after it was asked to let go. */
    @Test
    void whatIsOwedFromALaterAnswerOnMayBeEscalated() {
        asked(1, DUE.minusSeconds(30));
        asked(2, DUE.minusSeconds(20));
        answered("a", 1, DUE.minus(Cast.RESPOND_WITHIN));
        escalated(2, 1, DUE.plusSeconds(1));
        assertThat(verdict().holds()).isTrue();

        answered("a", 2, DUE.minusSeconds(1));
        assertThat(verdict().violations()).singleElement().asString().contains("escalated all the same");
    }

    @Test
    void anEscalationByADeadlineThatNobodyWasGivenIsSeen() {
        asked(1, DUE.minusSeconds(30));
        escalated(1, DUE.plusSeconds(1));

        assertThat(verdict().violations()).singleElement().asString().contains("nothing was asked until");
    }

    private void escalated(long revision, int level, Instant at) {
        escalated(level, at);
        Stored<Escalation> last = escalations.remove(escalations.size() - 1);
        escalations.add(new Stored<>(
                Escalation.newBuilder(last.event()).setRevision(revision).build(), last.at()));
    }

    @Test
    void anAnswerToALaterRevisionCountsToo() {
        asked(1, DUE);
        asked(2, DUE.plusSeconds(1));
        answered("a", 2, DUE.minusSeconds(1));
        escalated(1, DUE.plusSeconds(1));

        assertThat(verdict().violations()).hasSize(1);
    }

    @Test
    void anAnswerToAnEarlierRevisionDoesNot() {
        asked(1, DUE.minusSeconds(2));
        asked(2, DUE);
        answered("a", 1, DUE.minusSeconds(3));
        escalated(1, DUE.plusSeconds(1));

        assertThat(verdict().violations()).isEmpty();
    }

    @Test
    void whoAnsweredTooLateIsEscalatedOnceOnly() {
        asked(1, DUE);
        answered("a", 1, DUE.plusSeconds(1));
        escalated(1, DUE.plusSeconds(1));
        assertThat(verdict().violations()).isEmpty();

        escalated(2, DUE.plus(Cast.RESPOND_WITHIN).plusSeconds(1));
        assertThat(verdict().violations()).hasSize(1);
    }

    @Test
    void whatAClockThatIsAheadEscalatesSaysNothing() {
        asked(1, DUE);
        answered("a", 1, DUE.minusSeconds(1));
        escalated(1, DUE.minusSeconds(2));
        Fault ahead = new Fault(
                1,
                Duration.ZERO,
                Duration.ofSeconds(2),
                FaultKind.CLOCK,
                "instance-1",
                "",
                Passage.OPEN,
                Duration.ofSeconds(9));
        faults.add(new Inflicted(
                ahead, "instance-1", ASKED.toEpochMilli(), ASKED.plusSeconds(2).toEpochMilli(), ""));

        assertThat(verdict().violations()).isEmpty();
    }

    @Test
    void aClockThatWasAheadLongBeforeIsNoExcuse() {
        asked(1, DUE);
        answered("a", 1, DUE.minusSeconds(1));
        escalated(1, DUE.plusSeconds(1));
        Fault ahead = new Fault(
                1,
                Duration.ZERO,
                Duration.ofSeconds(2),
                FaultKind.CLOCK,
                "instance-1",
                "",
                Passage.OPEN,
                Duration.ofSeconds(9));
        faults.add(new Inflicted(
                ahead,
                "instance-1",
                DUE.minusSeconds(60).toEpochMilli(),
                DUE.minusSeconds(50).toEpochMilli(),
                ""));

        assertThat(verdict().violations()).hasSize(1);
    }

    @Test
    void anOperatorIsHeardAsABankIs() {
        requests.add(BlockRequest.newBuilder()
                .setAlertId("b")
                .setOperator(Cast.ANSWERING_OPERATOR)
                .setPhoneNumber(NUMBER)
                .setRevision(1)
                .setAction(NumberAction.BLOCK)
                .setCausedAt(ASKED)
                .setIssuedAt(ASKED)
                .setRespondBy(DUE)
                .build());
        operators.add(new Stored<>(
                BlockResponse.newBuilder()
                        .setAlertId("b")
                        .setRevision(1)
                        .setOperator(Cast.ANSWERING_OPERATOR)
                        .setPhoneNumber(NUMBER)
                        .setOutcome(BlockOutcome.BLOCKED)
                        .setRespondedAt(ASKED)
                        .build(),
                ASKED.plusSeconds(1)));
        escalated(EscalationKind.BLOCK_REQUEST, "b", NUMBER, Cast.ANSWERING_OPERATOR, 1, DUE.plusSeconds(1));

        assertThat(verdict().violations()).hasSize(1);
    }

    @Test
    void anAnswerToAReturnRequestIsAnotherThanThatToTheAlert() {
        asked(1, DUE);
        returns.add(ReturnRequest.newBuilder()
                .setRequestId("r")
                .setBank(BANK)
                .setAccount(ACCOUNT)
                .setRevision(1)
                .setRootTransferRef("t")
                .setAmount(new Amount("MYR", 100L))
                .setVictimBank("BETAMYKL")
                .setVictimAccount("99")
                .setDirectiveId("d")
                .setAuthority("PDRM")
                .setIssuedAt(ASKED)
                .setRespondBy(DUE)
                .build());
        answered("a", 1, ASKED.plusSeconds(1));
        escalated(EscalationKind.RETURN_REQUEST, "r", BANK + ":" + ACCOUNT, BANK, 1, DUE.plusSeconds(1));
        assertThat(verdict().violations()).isEmpty();

        answered("r", 1, ASKED.plusSeconds(2));
        assertThat(verdict().violations()).hasSize(1);
    }
}
