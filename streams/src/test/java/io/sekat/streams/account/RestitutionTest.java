package io.sekat.streams.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.SUSPECT_BANK;
import static io.sekat.streams.Samples.VICTIM;
import static io.sekat.streams.Samples.VICTIM_BANK;
import static io.sekat.streams.Samples.answer;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.payment;
import static io.sekat.streams.Samples.report;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.FundTransfer;
import io.sekat.events.RejectReason;
import io.sekat.events.ReturnRequest;
import io.sekat.events.TransferStatus;
import io.sekat.events.Victim;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.World;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Giving the money back (design section 4.8). */
class RestitutionTest {
    private static final Topic<FreezeAlert> ALERTS = Topics.FREEZE_ALERTS.of(new ParticipantId(SUSPECT_BANK));
    private static final Topic<ReturnRequest> REQUESTS = Topics.RETURN_REQUESTS.of(new ParticipantId(SUSPECT_BANK));
    private static final String PAYMENT = VICTIM + "#TX1";

    private final World world = World.withParticipants();
    private FreezeAlert hold = new FreezeAlert();

    @BeforeEach
    void hold() {
        world.comes(transfer());
        world.comes(report("R1"));
        hold = world.lastSaid(ALERTS);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anOrderAsksTheBankForWhatItConfirmed() {
        confirms(120_000);

        world.comes(directive(DirectiveKind.RETURN, PAYMENT));

        assertThat(world.said(REQUESTS)).singleElement().satisfies(request -> {
            assertThat(request.getBank()).isEqualTo(SUSPECT_BANK);
            assertThat(request.getAccount()).isEqualTo(SUSPECT.number());
            assertThat(request.getRevision()).isEqualTo(1);
            assertThat(request.getRootTransferRef()).isEqualTo("TX1");
            assertThat(request.getAmount()).isEqualTo(new Amount("MYR", 120_000L));
            assertThat(request.getVictimBank()).isEqualTo(VICTIM_BANK);
            assertThat(request.getVictimAccount()).isEqualTo(VICTIM.number());
            assertThat(request.getDirectiveId()).isEqualTo("D-RETURN");
            assertThat(request.getAuthority()).isEqualTo("officer-7");
        });
    }

    @Test
    void theBankIsAskedOnceItConfirms() {
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        assertThat(world.said(REQUESTS)).isEmpty();

        confirms(120_000);

        assertThat(world.said(REQUESTS)).hasSize(1);
    }

    @Test
    void theTransferThatGivesItBackClosesTheLots() {
        ReturnRequest request = asked();

        answers(returned(request, "BACK1"));
        world.comes(back("BACK1", AMOUNT));

        assertTrail(0, AMOUNT);
        FreezeAlert last = world.lastSaid(ALERTS);
        assertThat(last.getAction()).isEqualTo(AccountAction.WATCH);
        assertThat(last.getHold()).isEmpty();
        world.passes(Duration.ofHours(2));
        assertThat(world.said(Topics.ESCALATIONS)).isEmpty();
        assertThat(world.said(REQUESTS)).isEmpty();
    }

    @Test
    void theTransferMayComeBeforeTheAnswer() {
        ReturnRequest request = asked();

        world.comes(back("BACK1", AMOUNT));
        answers(returned(request, "BACK1"));

        assertTrail(0, AMOUNT);
        assertThat(world.said(REQUESTS)).isEmpty();
    }

    @Test
    void aTransferToAnotherAccountOfTheVictimIsNotFollowed() {
        ReturnRequest request = asked();

        world.comes(back("BACK1", AMOUNT).setCreditorAccount("100000077"));
        answers(returned(request, "BACK1"));

        assertTrail(0, AMOUNT);
    }

    @Test
    void aReturnLongAfterTheHorizonClosesTheLotsToo() {
        ReturnRequest request = asked();

        answers(returned(request, "BACK1"));
        Instant later = PAID.plus(Duration.ofDays(30));
        world.comesAt(
                later,
                Topics.FUND_TRANSFERS,
                SUSPECT.toString(),
                back("BACK1", AMOUNT).setSettledAt(later).build());

        assertTrail(0, AMOUNT);
    }

    @Test
    void whatIsLeftIsAskedForAgain() {
        ReturnRequest request = asked();
        answers(returned(request, "BACK1"));
        assertThat(world.said(REQUESTS)).isEmpty();

        world.comes(back("BACK1", 300_000));

        assertTrail(AMOUNT - 300_000, 300_000);
        ReturnRequest rest = world.lastSaid(REQUESTS);
        assertThat(rest.getRequestId()).isEqualTo(request.getRequestId());
        assertThat(rest.getRevision()).isEqualTo(2);
        assertThat(rest.getAmount().getMinor()).isEqualTo(AMOUNT - 300_000);

        answers(returned(rest, "BACK2"));
        world.comes(back("BACK2", AMOUNT - 300_000));
        assertTrail(0, AMOUNT);
    }

    @Test
    void aReturnThatDidNotStandIsAskedForAgain() {
        ReturnRequest request = asked();
        answers(returned(request, "BACK1"));
        world.comes(back("BACK1", AMOUNT));
        assertTrail(0, AMOUNT);

        world.comes(back("BACK1", AMOUNT).setStatus(TransferStatus.RETURNED));

        assertTrail(AMOUNT, 0);
        assertThat(world.lastSaid(REQUESTS).getAmount().getMinor()).isEqualTo(AMOUNT);
    }

    @Test
    void aReturnThatWasKnownNotToStandWhenTheBankNamedItIsAskedForAgain() {
        ReturnRequest request = asked();
        world.comes(back("BACK1", AMOUNT));
        world.comes(back("BACK1", AMOUNT).setStatus(TransferStatus.RETURNED));

        answers(returned(request, "BACK1"));

        ReturnRequest again = world.lastSaid(REQUESTS);
        assertThat(again.getRevision()).isEqualTo(2);
        assertThat(again.getAmount().getMinor()).isEqualTo(AMOUNT);
        answers(returned(again, "BACK2"));
        assertThat(world.said(REQUESTS)).isEmpty();
        world.comes(back("BACK2", AMOUNT));
        assertTrail(0, AMOUNT);
        assertThat(world.said(REQUESTS)).isEmpty();
    }

    @Test
    void anOrderAfterARefusalAsksAgain() {
        ReturnRequest request = asked();
        answers(returned(request, null).setOutcome(FreezeOutcome.REFUSED).setReason("no authority"));
        assertThat(world.said(REQUESTS)).isEmpty();

        world.comes(laterReturn("D-COURT").setIssuedBy("court-1"));

        assertThat(world.said(REQUESTS)).singleElement().satisfies(again -> {
            assertThat(again.getRevision()).isEqualTo(2);
            assertThat(again.getAmount().getMinor()).isEqualTo(AMOUNT);
            assertThat(again.getDirectiveId()).isEqualTo("D-COURT");
            assertThat(again.getAuthority()).isEqualTo("court-1");
        });
        world.passes(Duration.ofMinutes(16));
        assertThat(world.said(Topics.ESCALATIONS)).hasSize(1);
    }

    @Test
    void anOrderWhileTheAnswerIsOwedOrTheMoneyIsUnderWayAsksNobody() {
        ReturnRequest request = asked();
        world.comes(laterReturn("D-2"));
        assertThat(world.said(REQUESTS)).isEmpty();
        answers(returned(request, "BACK1"));

        world.comes(laterReturn("D-3").setIssuedAt(PAID.plus(Duration.ofHours(4))));
        world.comes(back("BACK1", AMOUNT));

        assertThat(world.said(REQUESTS)).isEmpty();
        assertTrail(0, AMOUNT);
    }

    private static Directive.Builder laterReturn(String directiveId) {
        return directive(DirectiveKind.RETURN, PAYMENT)
                .setDirectiveId(directiveId)
                .setIssuedAt(PAID.plus(Duration.ofHours(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void oneTransferMayGiveBackTwoPaymentsOfAVictim(int answersBefore) {
        List<ReturnRequest> asked = askedForTwo();
        FundTransfer.Builder both = back("BACK1", AMOUNT + 30_000);

        for (int i = 0; i <= asked.size(); i++) {
            if (i == answersBefore) {
                world.comes(both);
            }
            if (i < asked.size()) {
                answers(returned(asked.get(i), "BACK1"));
            }
        }

        assertTrail(0, AMOUNT);
        assertThat(world.lastSaid(ALERTS).getHold()).isEmpty();
        assertThat(world.said(REQUESTS)).isEmpty();
        world.said(Topics.ESCALATIONS);
        world.comes(both.setStatus(TransferStatus.RETURNED));
        assertTrail(AMOUNT, 0);
        assertThat(world.lastSaid(ALERTS).getHold()).containsExactly(new Amount("MYR", AMOUNT + 30_000));
        assertThat(world.said(REQUESTS))
                .extracting(request -> request.getAmount().getMinor())
                .containsExactlyInAnyOrder(AMOUNT, 30_000L);
    }

    @Test
    void whatATransferIsTooSmallForIsAskedForAgain() {
        List<ReturnRequest> asked = askedForTwo();
        asked.forEach(request -> answers(returned(request, "BACK1")));

        world.comes(back("BACK1", AMOUNT + 10_000));

        assertTrail(0, AMOUNT);
        assertThat(world.said(REQUESTS)).singleElement().satisfies(rest -> {
            assertThat(rest.getRootTransferRef()).isEqualTo("TX2");
            assertThat(rest.getAmount().getMinor()).isEqualTo(20_000);
        });
    }

    @Test
    void oneTransferDoesNotGiveBackPaymentsOfTwoVictims() {
        world.comes(transfer().setDebtorAccount("100000003").setTransferRef("TX3"));
        world.comes(report("R3")
                .setVictim(new Victim("person-3", VICTIM_BANK, "100000003"))
                .setPayments(List.of(payment().setTransferRef("TX3").build())));
        hold = world.lastSaid(ALERTS);
        confirms(2 * AMOUNT);
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        world.comes(
                directive(DirectiveKind.RETURN, VICTIM_BANK + ":100000003#TX3").setDirectiveId("D-3"));
        List<ReturnRequest> asked = world.said(REQUESTS);
        assertThat(asked).hasSize(2);
        answers(returned(asked.get(0), "BACK1"));

        answers(returned(asked.get(1), "BACK1"));

        assertThat(world.onlyRejected().getMessage()).contains("BACK1", PAYMENT, "another victim");
        world.passes(Duration.ofMinutes(16));
        assertThat(world.said(Topics.ESCALATIONS))
                .singleElement()
                .satisfies(owed ->
                        assertThat(owed.getAlertId()).isEqualTo(asked.get(1).getRequestId()));
    }

    private List<ReturnRequest> askedForTwo() {
        olderPayment();
        confirms(AMOUNT + 30_000);
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        world.comes(directive(DirectiveKind.RETURN, VICTIM + "#TX2").setDirectiveId("D-2"));
        world.said(Topics.ENRICHED_REPORTS);
        List<ReturnRequest> asked = world.said(REQUESTS);
        assertThat(asked).extracting(ReturnRequest::getRootTransferRef).containsExactly("TX1", "TX2");
        return asked;
    }

    @Test
    void onlyTheMoneyOfThatRootIsGivenBack() {
        olderPayment();
        confirms(AMOUNT + 30_000);
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        world.said(Topics.ENRICHED_REPORTS);

        answers(returned(world.lastSaid(REQUESTS), "BACK1"));
        world.comes(back("BACK1", AMOUNT));

        assertThat(world.lastSaid(ALERTS).getHold()).containsExactly(new Amount("MYR", 30_000L));
        assertTrail(0, AMOUNT);
    }

    @Test
    void whatTheBankDidNotConfirmIsNotAskedForOnceTheRestIsGivenBack() {
        confirms(300_000);
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        world.said(Topics.ENRICHED_REPORTS);

        answers(returned(world.lastSaid(REQUESTS), "BACK1"));
        world.comes(back("BACK1", 300_000));

        assertTrail(AMOUNT - 300_000, 300_000);
        assertThat(world.said(REQUESTS)).isEmpty();
    }

    /** An agent that crashed gives its answer to the alert again, after the money was given back. */
    @Test
    void whatTheBankConfirmedBeforeIsNotConfirmedAgainByTheSameAnswer() {
        confirms(300_000);
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        answers(returned(world.lastSaid(REQUESTS), "BACK1"));
        world.comes(back("BACK1", 300_000));

        confirms(300_000);

        assertThat(world.said(REQUESTS)).isEmpty();
    }

    @Test
    void whatWasConfirmedOfOneVictimsMoneyIsNotAskedForAnother() {
        olderPayment();
        confirms(AMOUNT); // of the newer one, and nothing of the older one
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        world.comes(directive(DirectiveKind.RETURN, VICTIM + "#TX2").setDirectiveId("D-2"));
        List<ReturnRequest> asked = world.said(REQUESTS);
        assertThat(asked).extracting(ReturnRequest::getRootTransferRef).containsExactly("TX1");

        answers(returned(asked.get(0), "BACK1"));
        world.comes(back("BACK1", AMOUNT));

        assertThat(world.said(REQUESTS)).isEmpty();
    }

    /** The bank says what it holds after it said that it pays, and before the payment network tells of it. */
    @Test
    void whatTheBankConfirmedWhileTheTransferWasUnderWayIsNotTakenForGivenBack() {
        olderPayment();
        confirms(AMOUNT + 30_000);
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        world.comes(directive(DirectiveKind.RETURN, VICTIM + "#TX2").setDirectiveId("D-2"));
        List<ReturnRequest> asked = world.said(REQUESTS);
        assertThat(asked).extracting(ReturnRequest::getRootTransferRef).containsExactly("TX1", "TX2");

        answers(returned(asked.get(0), "BACK1"));
        answers(answer(hold, FreezeOutcome.PARTLY_HELD)
                .setHeld(List.of(new Amount("MYR", 30_000L)))
                .setRespondedAt(hold.getIssuedAt().plusSeconds(60)));
        assertThat(world.said(REQUESTS)).as("nothing is taken back").isEmpty();
        world.comes(back("BACK1", AMOUNT));

        assertThat(world.said(REQUESTS)).as("the other request stands").isEmpty();
        answers(returned(asked.get(1), "BACK2"));
        world.comes(back("BACK2", 30_000).setSettledAt(PAID.plus(Duration.ofDays(2))));
        assertThat(world.said(REQUESTS)).isEmpty();
        world.passes(Duration.ofHours(2));
        assertThat(world.said(Topics.ESCALATIONS))
                .extracting(Escalation::getKind)
                .as("no answer to a request is missing")
                .doesNotContain(EscalationKind.RETURN_REQUEST);
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "PARTLY_HELD", "RELEASED", "UNKNOWN"})
    void whatIsNoAnswerToARequestIsRejectedAndEndsNoDeadline(FreezeOutcome outcome) {
        ReturnRequest request = asked();

        answers(returned(request, "BACK1").setOutcome(outcome));

        assertThat(world.onlyRejected().getMessage()).contains(outcome + ": expected one of", "RETURNED");
        world.passes(Duration.ofMinutes(16));
        assertThat(world.said(Topics.ESCALATIONS))
                .singleElement()
                .satisfies(escalation -> assertThat(escalation.getKind()).isEqualTo(EscalationKind.RETURN_REQUEST));
    }

    /** Until the bank says what the transfer is for, it takes the older money first, and the bank confirms what is left. */
    @Test
    void whatTheBankConfirmedAfterTheTransferIsNotTakenForGivenBack() {
        olderPayment();
        confirms(AMOUNT + 30_000);
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        ReturnRequest request = world.lastSaid(REQUESTS);
        world.comes(back("BACK1", AMOUNT));
        hold = world.lastSaid(ALERTS);
        assertThat(hold.getHold()).containsExactly(new Amount("MYR", 30_000L));
        confirms(30_000);
        answers(returned(request, "BACK1"));
        world.said(REQUESTS);

        world.comes(directive(DirectiveKind.RETURN, VICTIM + "#TX2").setDirectiveId("D-2"));

        assertThat(world.said(REQUESTS)).singleElement().satisfies(other -> {
            assertThat(other.getRootTransferRef()).isEqualTo("TX2");
            assertThat(other.getAmount().getMinor()).isEqualTo(30_000);
        });
    }

    @Test
    void aRequestForMoneyThatIsLetGoIsTakenBack() {
        ReturnRequest request = asked();
        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()));
        FreezeAlert release = world.lastSaid(ALERTS);

        answers(answer(release, FreezeOutcome.RELEASED));

        assertTakenBack(request);
    }

    @Test
    void aRequestForMoneyThatTheBankDoesNotHoldAfterAllIsTakenBack() {
        ReturnRequest request = asked();

        answers(answer(hold, FreezeOutcome.NO_FUNDS)
                .setRespondedAt(hold.getIssuedAt().plusSeconds(60)));

        assertTakenBack(request);
    }

    @Test
    void aRequestForMoneyThatNobodyClaimsAnyMoreIsTakenBack() {
        ReturnRequest request = asked();

        world.comes(directive(DirectiveKind.WITHDRAW_REPORT, "R1"));
        answers(answer(world.lastSaid(ALERTS), FreezeOutcome.RELEASED));

        assertTakenBack(request);
    }

    @Test
    void moneyThatIsConfirmedAgainIsAskedBackAgain() {
        asked();
        answers(answer(hold, FreezeOutcome.NO_FUNDS)
                .setRespondedAt(hold.getIssuedAt().plusSeconds(60)));
        world.said(REQUESTS);

        answers(answer(hold, FreezeOutcome.HELD)
                .setRespondedAt(hold.getIssuedAt().plusSeconds(90)));

        assertThat(world.said(REQUESTS)).singleElement().satisfies(again -> {
            assertThat(again.getRevision()).isEqualTo(3);
            assertThat(again.getWithdrawn()).isFalse();
            assertThat(again.getAmount().getMinor()).isEqualTo(AMOUNT);
        });
    }

    @Test
    void noAnswerToARequestIsEscalated() {
        ReturnRequest request = asked();

        world.passes(Duration.ofMinutes(15).plusSeconds(2));

        assertThat(world.said(Topics.ESCALATIONS)).singleElement().satisfies(first -> {
            assertThat(first.getKind()).isEqualTo(EscalationKind.RETURN_REQUEST);
            assertThat(first.getAlertId()).isEqualTo(request.getRequestId());
        });
    }

    @Test
    void theSameOrderAgainAsksNobody() {
        asked();

        world.comes(directive(DirectiveKind.RETURN, PAYMENT));

        assertThat(world.said(REQUESTS)).isEmpty();
    }

    @Test
    void aPaymentThatIsNotProvedCannotBeGivenBack() {
        world.comes(directive(DirectiveKind.RETURN, VICTIM + "#TX9"));

        assertThat(world.onlyRejected()).satisfies(rejected -> {
            assertThat(rejected.getReason()).isEqualTo(RejectReason.UNKNOWN_SUBJECT);
            assertThat(rejected.getMessage()).contains("TX9", VICTIM.toString());
        });
    }

    /** An agent that crashed between its answer and its commit gives the answer again. */
    @Test
    void anAnswerThatComesTwiceGivesBackOnce() {
        ReturnRequest request = asked();
        answers(returned(request, "BACK1"));
        world.comes(back("BACK1", 120_000));
        assertThat(world.lastSaid(REQUESTS).getRevision()).isEqualTo(2);

        answers(returned(request, "BACK1").setRespondedAt(request.getIssuedAt().plusSeconds(90)));

        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        assertTrail(AMOUNT - 120_000, 120_000);
        assertThat(world.said(REQUESTS)).isEmpty();
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    @Test
    void anOrderMustSayWhichPayment() {
        world.comes(directive(DirectiveKind.RETURN, "TX1"));

        assertThat(world.onlyRejected().getMessage()).contains("BIC:account#reference");
    }

    @Test
    void returnedWithoutATransferIsRejected() {
        ReturnRequest request = asked();

        answers(returned(request, null));

        assertThat(world.onlyRejected().getMessage()).contains("transferRef");
    }

    private void olderPayment() {
        world.comes(transfer()
                .setTransferRef("TX2")
                .setSettledAt(PAID.minusSeconds(60))
                .setAmountMinor(30_000));
        world.comes(report("R2")
                .setPayments(List.of(
                        payment().setTransferRef("TX2").setAmountMinor(30_000).build())));
        hold = world.lastSaid(ALERTS);
    }

    private ReturnRequest asked() {
        confirms(AMOUNT);
        world.comes(directive(DirectiveKind.RETURN, PAYMENT));
        world.said(Topics.ENRICHED_REPORTS);
        return world.lastSaid(REQUESTS);
    }

    private void confirms(long minor) {
        answers(answer(hold, FreezeOutcome.HELD).setHeld(List.of(new Amount("MYR", minor))));
    }

    private static FreezeResponse.Builder returned(ReturnRequest request, String transferRef) {
        return FreezeResponse.newBuilder()
                .setAlertId(request.getRequestId())
                .setRevision(request.getRevision())
                .setBank(SUSPECT_BANK)
                .setAccount(SUSPECT.number())
                .setOutcome(FreezeOutcome.RETURNED)
                .setTransferRef(transferRef)
                .setRespondedAt(request.getIssuedAt().plusSeconds(30));
    }

    private void answers(FreezeResponse.Builder answer) {
        world.comes(Topics.FREEZE_RESPONSES, SUSPECT.toString(), answer.build());
    }

    private static FundTransfer.Builder back(String reference, long minor) {
        return transfer()
                .setTransferRef(reference)
                .setDebtorBank(SUSPECT_BANK)
                .setDebtorAccount(SUSPECT.number())
                .setCreditorBank(VICTIM_BANK)
                .setCreditorAccount(VICTIM.number())
                .setAmountMinor(minor)
                .setSettledAt(PAID.plus(Duration.ofDays(1)));
    }

    private void assertTakenBack(ReturnRequest request) {
        assertThat(world.said(REQUESTS)).singleElement().satisfies(back -> {
            assertThat(back.getRequestId()).isEqualTo(request.getRequestId());
            assertThat(back.getRevision()).isEqualTo(request.getRevision() + 1);
            assertThat(back.getWithdrawn()).isTrue();
            assertThat(back.getAmount()).isEqualTo(new Amount("MYR", 0L));
        });
        world.passes(Duration.ofHours(2));
        assertThat(world.said(Topics.ESCALATIONS)).isEmpty();
    }

    private void assertTrail(long heldMinor, long returnedMinor) {
        EnrichedReport file = world.said(Topics.ENRICHED_REPORTS).stream()
                .filter(one -> one.getReportId().equals("R1"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        EnrichedTrail trail = file.getPayments().get(0).getTrail();
        assertThat(trail.getHeldMinor()).isEqualTo(heldMinor);
        assertThat(trail.getReturnedMinor()).isEqualTo(returnedMinor);
        assertThat(trail.getConfirmedMinor()).isLessThanOrEqualTo(heldMinor);
        assertThat(trail.getMovingMinor() + heldMinor + returnedMinor + trail.getCashedOutMinor())
                .isEqualTo(file.getPayments().get(0).getClaimedMinor());
    }
}
