package io.sekat.streams.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.SUSPECT_BANK;
import static io.sekat.streams.Samples.VICTIM;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.report;
import static io.sekat.streams.Samples.returned;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.Settings;
import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.ClaimState;
import io.sekat.events.DirectiveKind;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FundTransfer;
import io.sekat.events.RejectReason;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.events.TrailAccount;
import io.sekat.events.TransferStatus;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.Samples;
import io.sekat.streams.World;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stolen money on its way through several accounts (design section 4.3). */
class TrailTopologyTest {
    private static final Topic<FreezeAlert> ALERTS = Topics.FREEZE_ALERTS.of(new ParticipantId(SUSPECT_BANK));
    private static final String FIRST = SUSPECT.number();
    private static final String SECOND = "300000003";
    private static final String THIRD = "400000004";

    private World world = World.withParticipants();
    private final Map<String, FreezeAlert> newest = new HashMap<>();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void moneyIsHeldWhereItWentAndReleasedWhereItLeft() {
        world.comes(transfer());
        passOn(FIRST, SECOND, AMOUNT - 100, 1);
        world.comes(report("R1"));

        assertHeld(FIRST, 100);
        assertHeld(SECOND, AMOUNT - 100);
        assertThat(alert(SECOND).getReasons()).containsExactly(AlertReason.TAINTED_FUNDS);
    }

    @Test
    void transfersThatComeAfterTheReportAreFollowedAsTheyCome() {
        world.comes(report("R1"));
        world.comes(transfer());
        assertHeld(FIRST, AMOUNT);

        passOn(FIRST, SECOND, AMOUNT, 1);
        passOn(SECOND, THIRD, AMOUNT, 2);

        assertHeld(FIRST, 0);
        assertHeld(SECOND, 0);
        assertHeld(THIRD, AMOUNT);
        assertThat(alert(SECOND).getAction()).isEqualTo(AccountAction.WATCH);
    }

    @Test
    void aTransferThatArrivesLateCorrectsWhatIsDownstream() {
        world.comes(report("R1"));
        world.comes(transfer());
        passOn(FIRST, THIRD, AMOUNT, 5);
        assertHeld(THIRD, AMOUNT);

        passOn(FIRST, SECOND, AMOUNT - 1000, 1); // before the one that was followed already

        assertHeld(SECOND, AMOUNT - 1000);
        assertHeld(THIRD, 1000);
    }

    /** One report claims a part of the payment; another says later that all of it was stolen. */
    @Test
    void aLargerClaimBeginsTheHoldAnewDownTheTrailAfterItsEnd() {
        partlyClaimed();
        world.passes(Duration.ofHours(25));
        assertThat(alert(SECOND).getReasons()).containsExactly(AlertReason.HOLD_EXPIRED);

        world.comes(report("R2"));

        assertThat(alert(SECOND).getAction()).isEqualTo(AccountAction.HOLD);
        assertHeld(SECOND, AMOUNT);
    }

    @Test
    void aLargerClaimEndsAnOrderToReleaseDownTheTrail() {
        partlyClaimed();
        world.comes(directive(DirectiveKind.RELEASE, SUSPECT_BANK + ":" + SECOND));
        assertThat(alert(SECOND).getReasons()).containsExactly(AlertReason.DIRECTIVE);

        world.comes(report("R2"));

        assertHeld(SECOND, AMOUNT);
    }

    /** One transfer carries nothing any more, then another carries as much: nobody is to let go in between. */
    @Test
    void aTransferThatTakesThePlaceOfAReturnedOneAsksTheBankForNothing() {
        world.comes(report("R1"));
        world.comes(transfer());
        passOn(FIRST, SECOND, AMOUNT, 1);
        passOn(FIRST, SECOND, AMOUNT, 2); // what it might have carried is gone already
        assertHeld(SECOND, AMOUNT);

        world.comes(leaves(FIRST, AMOUNT, 1)
                .setCreditorBank(SUSPECT_BANK)
                .setCreditorAccount(SECOND)
                .setStatus(TransferStatus.RETURNED));

        assertThat(world.said(ALERTS)).isEmpty();
    }

    /** One transfer carries a part, then another carries so much less: nobody is to hold more in between, or for longer. */
    @Test
    void aTransferThatCarriesAPartOfWhatALaterOneDidAsksTheBankForNothing() {
        world.comes(report("R1"));
        world.comes(transfer());
        passOn(FIRST, SECOND, AMOUNT, 5);
        assertHeld(SECOND, AMOUNT);

        passOn(FIRST, SECOND, AMOUNT - 1000, 1);

        assertThat(world.said(ALERTS)).isEmpty();
    }

    @Test
    void theEnrichedReportShowsTheTrail() {
        world.comes(transfer());
        passOn(FIRST, SECOND, 300_000, 1);
        cash(SECOND, 100_000, 2);
        back(FIRST, 50_000, 3);
        world.comes(report("R1"));

        EnrichedTrail trail = payment().getTrail();

        assertThat(trail.getHeldMinor()).isEqualTo(350_000);
        assertThat(trail.getCashedOutMinor()).isEqualTo(100_000);
        assertThat(trail.getReturnedMinor()).isEqualTo(50_000);
        assertThat(trail.getMovingMinor()).isZero();
        assertThat(trail.getAccountCount()).isEqualTo(2);
        assertThat(trail.getAccounts()).extracting(TrailAccount::getAccount).containsExactly(FIRST, SECOND);
        assertThat(trail.getAccounts().get(1)).satisfies(second -> {
            assertThat(second.getHop()).isEqualTo(2);
            assertThat(second.getFromAccount()).isEqualTo(SUSPECT.toString());
            assertThat(second.getReceivedMinor()).isEqualTo(300_000);
            assertThat(second.getHeldMinor()).isEqualTo(200_000);
            assertThat(second.getReachedAt()).isEqualTo(PAID.plus(Duration.ofHours(1)));
        });
    }

    @Test
    void aReturnedPaymentReleasesTheWholeTrail() {
        chain();

        world.comes(FundTransfer.newBuilder(returned()));

        assertHeld(THIRD, 0);
        assertThat(alert(THIRD).getAction()).isEqualTo(AccountAction.RELEASE);
        assertThat(payment().getState()).isEqualTo(ClaimState.WAITING);
    }

    @Test
    void aWithdrawnReportReleasesTheWholeTrailAndSaysSo() {
        chain();

        world.comes(directive(DirectiveKind.WITHDRAW_REPORT, "R1"));

        for (String account : List.of(FIRST, SECOND, THIRD)) {
            assertThat(alert(account).getAction()).as(account).isEqualTo(AccountAction.RELEASE);
        }
        EnrichedReport file = world.lastSaid(Topics.ENRICHED_REPORTS);
        assertThat(file.getWithdrawnAt()).isNotNull();
        assertThat(file.getPayments().get(0).getState()).isEqualTo(ClaimState.MENTION);
    }

    @Test
    void oneOfTwoReportsWithdrawnLeavesTheOthersClaim() {
        chain();
        world.comes(report("R2"));

        world.comes(directive(DirectiveKind.WITHDRAW_REPORT, "R1"));

        assertHeld(THIRD, AMOUNT);
    }

    @Test
    void aReportThatWasNeverAcceptedCannotBeWithdrawn() {
        world.comes(directive(DirectiveKind.WITHDRAW_REPORT, "R9"));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.UNKNOWN_SUBJECT);
    }

    @Test
    void everythingAgainTellsNobodyAnything() {
        chain();
        alert(FIRST);
        world.said(Topics.ACCOUNT_MESSAGES);
        world.said(Topics.ENRICHED_REPORTS);

        chain();

        assertThat(world.said(ALERTS)).isEmpty();
        assertThat(world.said(Topics.ACCOUNT_MESSAGES)).isEmpty();
        assertThat(world.said(Topics.ENRICHED_REPORTS)).isEmpty();
    }

    @Test
    void moneyThatGoesRoundInACircleSettles() {
        world.comes(report("R1"));
        world.comes(transfer());
        passOn(FIRST, SECOND, AMOUNT, 1);
        passOn(SECOND, FIRST, AMOUNT, 2);
        passOn(FIRST, SECOND, 70_000, 3);

        assertHeld(FIRST, AMOUNT - 70_000);
        assertHeld(SECOND, 70_000);
    }

    @Test
    void aTrailThatReachesTheMostAccountsStopsThereAndSaysSo() {
        world.close();
        world = World.withParticipants(Settings.defaults().with(Map.of("max-accounts", "2")));
        chain();

        assertHeld(SECOND, AMOUNT);
        assertThat(alert(THIRD))
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        released -> assertThat(released.getAction()).isEqualTo(AccountAction.RELEASE));
        assertThat(payment().getTrail().getStopped()).isTrue();
        ReviewItem item = world.lastSaid(Topics.REVIEW_ITEMS);
        assertThat(item.getReason()).isEqualTo(ReviewReason.LONG_TRAIL);
        assertThat(item.getState()).isEqualTo(ReviewState.OPEN);
        assertThat(item.getSubject()).isEqualTo(VICTIM + "#TX1");
    }

    @Test
    void aLongTrailThatIsDismissedIsNotAskedAboutAgain() {
        world.close();
        world = World.withParticipants(Settings.defaults().with(Map.of("max-accounts", "2")));
        chain();
        long asked = world.lastSaid(Topics.REVIEW_ITEMS).getRevision();

        world.comes(directive(DirectiveKind.DISMISS, VICTIM + "#TX1"));

        ReviewItem closed = world.lastSaid(Topics.REVIEW_ITEMS);
        assertThat(closed.getState()).isEqualTo(ReviewState.CLOSED);
        assertThat(closed.getRevision()).isGreaterThan(asked);

        passOn(FIRST, THIRD, 1_000, 0); // reaches the third account first, so the trail stops elsewhere
        world.comes(directive(DirectiveKind.DISMISS, VICTIM + "#TX1"));
        assertThat(world.said(Topics.REVIEW_ITEMS)).isEmpty();
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    @Test
    void aTrailAboutWhichNobodyWasAskedCannotBeDismissed() {
        chain();

        world.comes(directive(DirectiveKind.DISMISS, VICTIM + "#TX1"));
        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.UNKNOWN_SUBJECT);

        world.comes(directive(DirectiveKind.DISMISS, VICTIM + "#TX404"));
        assertThat(world.onlyRejected().getMessage()).contains("TX404");
    }

    @Test
    void aTransferOlderThanTheRetentionIsRejectedAndNotForgottenSilently() {
        world.comes(transfer());
        world.comes(transfer()
                .setTransferRef("OLD")
                .setSettledAt(PAID.minus(Duration.ofDays(7)).minusMillis(1)));

        assertThat(world.onlyRejected().getMessage()).contains("too old");
    }

    /** The victim pays, and all of it goes on to the second and the third account. */
    private void chain() {
        world.comes(transfer());
        passOn(FIRST, SECOND, AMOUNT, 1);
        passOn(SECOND, THIRD, AMOUNT, 2);
        world.comes(report("R1"));
    }

    private void partlyClaimed() {
        world.comes(transfer());
        passOn(FIRST, SECOND, AMOUNT, 1);
        world.comes(report("R1")
                .setPayments(
                        List.of(Samples.payment().setAmountMinor(AMOUNT - 1000).build())));
        assertHeld(SECOND, AMOUNT - 1000);
    }

    private void passOn(String from, String to, long minor, int hoursLater) {
        world.comes(
                leaves(from, minor, hoursLater).setCreditorBank(SUSPECT_BANK).setCreditorAccount(to));
    }

    private void cash(String from, long minor, int hoursLater) {
        world.comes(leaves(from, minor, hoursLater).setCreditorBank(null).setCreditorAccount(null));
    }

    private void back(String from, long minor, int hoursLater) {
        world.comes(leaves(from, minor, hoursLater)
                .setCreditorBank(VICTIM.bank().value())
                .setCreditorAccount(VICTIM.number()));
    }

    private static FundTransfer.Builder leaves(String from, long minor, int hoursLater) {
        return transfer()
                .setTransferRef("T" + from + "-" + hoursLater)
                .setDebtorBank(SUSPECT_BANK)
                .setDebtorAccount(from)
                .setAmountMinor(minor)
                .setSettledAt(PAID.plus(Duration.ofHours(hoursLater)));
    }

    private void assertHeld(String account, long minor) {
        FreezeAlert alert = alert(account);
        long held =
                alert.getHold().stream().mapToLong(amount -> amount.getMinor()).sum();
        assertThat(held).as("held in %s by %s", account, alert).isEqualTo(minor);
    }

    private FreezeAlert alert(String account) {
        world.said(ALERTS).forEach(alert -> newest.put(alert.getAccount(), alert));
        return newest.get(account);
    }

    private EnrichedPayment payment() {
        return world.lastSaid(Topics.ENRICHED_REPORTS).getPayments().get(0);
    }
}
