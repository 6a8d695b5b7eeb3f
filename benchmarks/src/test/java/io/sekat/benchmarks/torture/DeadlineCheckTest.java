package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.ReturnRequest;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check sees what it is there to see. */
class DeadlineCheckTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final String ACCOUNT = "12345";

    private final List<FreezeAlert> alerts = new ArrayList<>();
    private final List<ReturnRequest> returns = new ArrayList<>();
    private final List<Escalation> escalations = new ArrayList<>();

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    private void asked(AccountAction action, int second) {
        asked(Cast.SILENT_BANK, action, second);
    }

    private void asked(String bank, AccountAction action, int second) {
        boolean isRelease = action == AccountAction.RELEASE;
        alerts.add(FreezeAlert.newBuilder()
                .setReasons(isRelease ? List.of(AlertReason.HOLD_EXPIRED) : List.of())
                .setHoldUntil(isRelease ? null : START.plusSeconds(second).plus(Cast.HOLD_FOR))
                .setAlertId("a")
                .setBank(bank)
                .setAccount(ACCOUNT)
                .setRevision(alerts.size() + 1)
                .setAction(action)
                .setCausedAt(START)
                .setIssuedAt(START.plusSeconds(second))
                .setRespondBy(due(second))
                .build());
    }

    private static Instant due(int second) {
        return START.plusSeconds(second).plus(Cast.RESPOND_WITHIN);
    }

    private void escalated(int level, int second) {
        escalated(Cast.SILENT_BANK, level, second);
    }

    private void escalated(String bank, int level, int second) {
        escalated(bank, level, second, due(second).plus(Cast.RESPOND_WITHIN.multipliedBy(level - 1L)));
    }

    private void escalated(int level, int second, Instant at) {
        escalated(Cast.SILENT_BANK, level, second, at);
    }

    private void escalated(String bank, int level, int second, Instant at) {
        escalations.add(Escalation.newBuilder()
                .setKind(EscalationKind.FREEZE_ALERT)
                .setAlertId("a")
                .setRevision(alerts.size())
                .setSubject(bank + ":" + ACCOUNT)
                .setParticipantId(bank)
                .setLevel(level)
                .setRespondBy(due(second))
                .setEscalatedAt(at)
                .build());
    }

    private List<String> violations() {
        Evidence evidence = new Evidence(
                Map.of(),
                alerts.stream().collect(Collectors.groupingBy(FreezeAlert::getBank)),
                Map.of(),
                Map.of(Cast.SILENT_BANK, returns),
                List.of(),
                List.of(),
                escalations.stream()
                        .map(notice -> new Stored<>(notice, notice.getEscalatedAt()))
                        .toList(),
                List.of(),
                List.of());
        return DeadlineCheck.check(evidence).stream()
                .flatMap(verdict -> verdict.violations().stream())
                .toList();
    }

    @Test
    void bothLevelsOnceAreRight() {
        asked(AccountAction.HOLD, 0);
        asked(AccountAction.HOLD, 2); // the newer revision does not take the deadline back
        escalated(1, 0);
        escalated(2, 0);

        assertThat(violations()).isEmpty();
    }

    @Test
    void whatIsAskedAfterBothLevelsMayFireToo() {
        asked(AccountAction.HOLD, 0);
        escalated(1, 0);
        escalated(2, 0);
        asked(AccountAction.HOLD, 12);
        escalated(1, 12);
        escalated(2, 12);

        assertThat(violations()).isEmpty();
    }

    @Test
    void aLevelThatFiredBeforeItsTimeIsSeen() {
        asked(AccountAction.HOLD, 0);
        escalated(1, 0);
        escalated(2, 0, due(0).plus(Cast.RESPOND_WITHIN).minusMillis(1));

        assertThat(violations()).singleElement().asString().contains("escalated at level 2");
    }

    @Test
    void bothLevelsAtOnceAreRightWhereNobodyLookedBefore() {
        asked(AccountAction.HOLD, 0);
        escalated(1, 0, due(0).plusSeconds(20));
        escalated(2, 0, due(0).plusSeconds(20));

        assertThat(violations()).isEmpty();
    }

    @Test
    void aDeadlineThatNeverFiredIsSeen() {
        asked(AccountAction.HOLD, 0);

        assertThat(violations()).singleElement().asString().contains("owed to this day");
    }

    @Test
    void aDeadlineThatFiredTwiceIsSeen() {
        asked(AccountAction.HOLD, 0);
        escalated(1, 0);
        escalated(1, 0);
        escalated(2, 0);

        assertThat(violations()).anySatisfy(said -> assertThat(said).contains("[1, 1, 2]"));
    }

    @Test
    void whatWasNeverDueIsSeen() {
        asked(AccountAction.WATCH, 0);
        escalated(1, 7);

        assertThat(violations()).anySatisfy(said -> assertThat(said).contains("nothing was due"));
    }

    @Test
    void aQuestionThatAsksForNothingIsOwedByNobody() {
        asked(AccountAction.WATCH, 0);
        escalated(1, 0);

        assertThat(violations()).anySatisfy(said -> assertThat(said).contains("nothing was due"));
    }

    /** The bank said that it holds after it was asked to let go. */
    @Test
    void toLetGoMayBeOwedFromLaterOn() {
        String bank = Cast.ANSWERING_BANKS.get(0);
        asked(bank, AccountAction.HOLD, 0);
        asked(bank, AccountAction.RELEASE, 10);
        escalated(bank, 1, 13);

        assertThat(violations()).isEmpty();

        asked(bank, AccountAction.WATCH, 12);
        assertThat(violations()).singleElement().asString().contains("nothing was due");
    }

    @Test
    void toLetGoIsNotOwedBeforeItIsAsked() {
        String bank = Cast.ANSWERING_BANKS.get(0);
        asked(bank, AccountAction.HOLD, 0);
        asked(bank, AccountAction.RELEASE, 10);
        escalated(bank, 1, 9);

        assertThat(violations()).singleElement().asString().contains("nothing was due");
    }

    @Test
    void aDeadlineThatNeverFiredBeforeTheHoldRanOutIsSeen() {
        asked(AccountAction.HOLD, 0);
        asked(AccountAction.RELEASE, 26);

        assertThat(violations()).singleElement().asString().contains("until the hold ran out", "expected [1, 2]");
    }

    @Test
    void whatFiredBeforeTheHoldRanOutIsRight() {
        asked(AccountAction.HOLD, 0);
        escalated(1, 0);
        escalated(2, 0);
        asked(AccountAction.RELEASE, 26);

        assertThat(violations()).isEmpty();
    }

    @Test
    void aReturnRequestThatIsTakenBackIsOwedByNobody() {
        returns.add(ReturnRequest.newBuilder()
                .setRequestId("r")
                .setBank(Cast.SILENT_BANK)
                .setAccount(ACCOUNT)
                .setRevision(1)
                .setRootTransferRef("T")
                .setAmount(new Amount("MYR", 0L))
                .setVictimBank(Cast.SILENT_BANK)
                .setVictimAccount("54321")
                .setDirectiveId("d")
                .setAuthority("officer 8")
                .setIssuedAt(START)
                .setRespondBy(due(0))
                .setWithdrawn(true)
                .build());
        assertThat(violations()).isEmpty();

        escalated(1, 0);
        escalations.set(
                0,
                Escalation.newBuilder(escalations.get(0))
                        .setKind(EscalationKind.RETURN_REQUEST)
                        .setAlertId("r")
                        .build());

        assertThat(violations()).anySatisfy(said -> assertThat(said).contains("nothing was due"));
    }

    @Test
    void whatIsNotOwedAnyMoreNeedNotFire() {
        asked(AccountAction.HOLD, 0);
        asked(AccountAction.WATCH, 1);

        assertThat(violations()).isEmpty();
    }
}
