package io.sekat.streams.core.account;

import static io.sekat.events.AlertReason.ACCOUNT_CLOSED;
import static io.sekat.events.AlertReason.DIRECTIVE;
import static io.sekat.events.AlertReason.NAMED_IN_REPORT;
import static io.sekat.events.AlertReason.NO_GROUND;
import static io.sekat.events.AlertReason.PROTECTED;
import static io.sekat.events.AlertReason.SEVERAL_VICTIMS;
import static io.sekat.events.AlertReason.TAINTED_FUNDS;
import static io.sekat.events.AlertReason.VERIFIED_PAYMENT;
import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.REPORTED;
import static io.sekat.streams.Samples.RULES;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.accountEntry;
import static io.sekat.streams.Samples.accountNamed;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.taint;
import static io.sekat.streams.Samples.toAccount;
import static io.sekat.streams.Samples.verifiedPayment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.AccountStatus;
import io.sekat.events.Claimant;
import io.sekat.events.DirectiveKind;
import io.sekat.events.DirectoryState;
import io.sekat.money.Money;
import io.sekat.streams.account.OneAccount;
import io.sekat.streams.core.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of design section 4.4, row by row, and what comes before what. */
class ActionRuleTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final AccountMessage NAMED = accountNamed("R1");
    private static final AccountMessage PAYMENT = toAccount(taint().build());
    private static final AccountMessage FREEZE = toAccount(
            directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString()).build());
    private static final AccountMessage RELEASE =
            toAccount(directive(DirectiveKind.RELEASE, SUSPECT.toString()).build());
    private static final AccountMessage DISMISS =
            toAccount(directive(DirectiveKind.DISMISS, SUSPECT.toString()).build());

    private final AccountEntry active = accountEntry().build();
    private final AccountEntry closed =
            accountEntry().setStatus(AccountStatus.CLOSED).build();
    private final AccountEntry guarded = accountEntry().setProtected$(true).build();

    @Test
    void anAccountThatNothingSpeaksAgainstGivesNone() {
        Decision decision = decide(active);

        assertThat(decision.action()).isEqualTo(AccountAction.NONE);
        assertThat(decision.reasons()).containsExactly(NO_GROUND);
    }

    @Test
    void anAccountNamedInAReportIsWatched() {
        Decision decision = decide(active, NAMED);

        assertThat(decision.action()).isEqualTo(AccountAction.WATCH);
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT);
        assertThat(decision.hold().isEmpty()).isTrue();
    }

    @Test
    void stolenMoneyInAnAccountIsHeld() {
        Decision decision = decide(active, NAMED, PAYMENT);

        assertThat(decision.action()).isEqualTo(AccountAction.HOLD);
        assertThat(decision.hold().amounts()).containsExactly(new Money("MYR", AMOUNT));
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT, VERIFIED_PAYMENT);
    }

    @Test
    void stolenMoneyThatCameOverAnotherAccountIsHeldAsTaintedFunds() {
        Decision decision = decide(active, toAccount(taint().setHop(2).build()));

        assertThat(decision.action()).isEqualTo(AccountAction.HOLD);
        assertThat(decision.reasons()).containsExactly(TAINTED_FUNDS);
    }

    @Test
    void stolenMoneyOfDifferentCurrenciesNeverMixes() {
        Decision decision = decide(
                active,
                toAccount(taint().setAmountMinor(100).build()),
                toAccount(taint().setTransferRef("TX2")
                        .setRootTransferRef("TX2")
                        .setAmountMinor(30)
                        .build()),
                toAccount(taint().setTransferRef("TX3")
                        .setRootTransferRef("TX3")
                        .setCurrency("AUD")
                        .setAmountMinor(7)
                        .build()));

        assertThat(decision.hold().amounts()).containsExactly(new Money("AUD", 7), new Money("MYR", 130));
    }

    @Test
    void paymentsOfTwoVictimsWithTheSameReferenceAreTwoCredits() {
        Decision decision = decide(
                active,
                PAYMENT,
                toAccount(taint().setRootAccount("GAMMMYKL:700000007")
                        .setAmountMinor(1)
                        .build()));

        assertThat(decision.hold().amounts()).containsExactly(new Money("MYR", AMOUNT + 1));
    }

    @Test
    void threeVictimsWithVerifiedPaymentsFreeze() {
        Decision decision = decide(active, payments(3, WEEK));

        assertThat(decision.action()).isEqualTo(AccountAction.FREEZE);
        assertThat(decision.hold().amounts()).containsExactly(new Money("MYR", 3 * AMOUNT));
        assertThat(decision.reasons()).containsExactly(VERIFIED_PAYMENT, SEVERAL_VICTIMS);
    }

    @Test
    void twoVictimsDoNotFreeze() {
        assertThat(decide(active, payments(2, Duration.ZERO)).action()).isEqualTo(AccountAction.HOLD);
    }

    @Test
    void threeReportsOfOneVictimDoNotFreeze() {
        Decision decision = decide(
                active,
                verifiedPayment("R1", "p", REPORTED),
                verifiedPayment("R2", "p", REPORTED),
                verifiedPayment("R3", "p", REPORTED));

        assertThat(decision.action()).isEqualTo(AccountAction.HOLD);
    }

    @Test
    void threeVictimsOverOneMillisecondMoreThanSevenDaysDoNotFreeze() {
        assertThat(decide(active, payments(3, WEEK.plusMillis(1))).action()).isEqualTo(AccountAction.HOLD);
    }

    @Test
    void threeNamingsWithoutVerifiedPaymentsOnlyWatch() {
        assertThat(decide(active, accountNamed("R1"), accountNamed("R2"), accountNamed("R3"))
                        .action())
                .isEqualTo(AccountAction.WATCH);
    }

    @Test
    void victimsWhosePaymentsCameOverOtherAccountsDoNotFreeze() {
        Decision decision = decide(
                active,
                toAccount(taint().setHop(2)
                        .setClaimants(List.of(
                                new Claimant("R1", "a", REPORTED),
                                new Claimant("R2", "b", REPORTED),
                                new Claimant("R3", "c", REPORTED)))
                        .build()));

        assertThat(decision.action()).isEqualTo(AccountAction.HOLD);
    }

    @Test
    void aDirectiveFreezesWithWhatIsStolen() {
        Decision decision = decide(active, NAMED, PAYMENT, FREEZE);

        assertThat(decision.action()).isEqualTo(AccountAction.FREEZE);
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT, VERIFIED_PAYMENT, DIRECTIVE);
        assertThat(decision.hold().amounts()).containsExactly(new Money("MYR", AMOUNT));
    }

    @Test
    void aDirectiveFreezesAnAccountThatNoReportNames() {
        assertThat(decide(active, FREEZE).action()).isEqualTo(AccountAction.FREEZE);
    }

    @Test
    void aClosedAccountIsWatchedWhateverElseSpeaksForAFreeze() {
        for (AccountMessage[] ground : List.of(payments(3, Duration.ZERO), new AccountMessage[] {FREEZE, NAMED})) {
            Decision decision = decide(closed, ground);

            assertThat(decision.action()).isEqualTo(AccountAction.WATCH);
            assertThat(decision.reasons()).contains(ACCOUNT_CLOSED);
            assertThat(decision.status()).isEqualTo(AccountStatus.CLOSED);
        }
    }

    @Test
    void aProtectedAccountIsForPeopleWhateverElseSpeaksAgainstIt() {
        Decision decision = decide(guarded, payments(3, Duration.ZERO));

        assertThat(decision.action()).isEqualTo(AccountAction.REVIEW);
        assertThat(decision.reasons()).containsExactly(VERIFIED_PAYMENT, PROTECTED);
        assertThat(decision.hold().amounts()).containsExactly(new Money("MYR", 3 * AMOUNT));
    }

    @Test
    void aProtectedAccountThatIsClosedIsForPeople() {
        AccountEntry both = accountEntry()
                .setProtected$(true)
                .setStatus(AccountStatus.CLOSED)
                .build();

        assertThat(decide(both, NAMED).action()).isEqualTo(AccountAction.REVIEW);
    }

    @Test
    void aProtectedAccountThatNothingSpeaksAgainstGivesNone() {
        assertThat(decide(guarded).action()).isEqualTo(AccountAction.NONE);
    }

    @Test
    void theDirectiveOfThePeopleWhoReviewedAProtectedAccountFreezesIt() {
        assertThat(decide(guarded, NAMED, FREEZE).action()).isEqualTo(AccountAction.FREEZE);
    }

    @Test
    void aDirectiveToReleaseReleasesInSpiteOfEveryGround() {
        Decision decision = decide(active, with(payments(3, Duration.ZERO), RELEASE));

        assertThat(decision.action()).isEqualTo(AccountAction.RELEASE);
        assertThat(decision.reasons()).containsExactly(DIRECTIVE);
        assertThat(decision.hold().isEmpty()).isTrue();
    }

    @Test
    void newGroundEndsADirectiveToRelease() {
        assertThat(decide(active, NAMED, RELEASE, accountNamed("R2")).action()).isEqualTo(AccountAction.WATCH);
        assertThat(decide(active, NAMED, RELEASE, PAYMENT).action()).isEqualTo(AccountAction.HOLD);
    }

    @Test
    void theSameDirectiveAgainDoesNotReleaseWhatNewGroundAsked() {
        assertThat(decide(active, NAMED, RELEASE, accountNamed("R2"), RELEASE).action())
                .isEqualTo(AccountAction.WATCH);
    }

    @Test
    void theReportThatWasKnownThenIsNoNewGround() {
        assertThat(decide(active, NAMED, RELEASE, NAMED).action()).isEqualTo(AccountAction.RELEASE);
    }

    @Test
    void aLaterDirectiveReplacesAnEarlierOneAndTheOtherWayRoundIsRefused() {
        AccountMessage later = toAccount(directive(DirectiveKind.RELEASE, SUSPECT.toString())
                .setIssuedAt(REPORTED.plus(WEEK))
                .build());

        assertThat(decide(active, NAMED, FREEZE, later).action()).isEqualTo(AccountAction.RELEASE);
        assertThatThrownBy(() -> decide(active, NAMED, later, FREEZE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("directive D-CONFIRM_FREEZE of ")
                .hasMessageContaining("directive D-RELEASE of ");
        assertThat(decide(active, NAMED, later, later).action()).isEqualTo(AccountAction.RELEASE);
    }

    @Test
    void anAccountThatIsNotInTheDirectoryIsDecidedAsIfItWereActive() {
        Decision decision = ActionRule.decide(heard(NAMED, PAYMENT), Optional.empty(), true, RULES);

        assertThat(decision.action()).isEqualTo(AccountAction.HOLD);
        assertThat(decision.directory()).isEqualTo(DirectoryState.UNKNOWN);
        assertThat(decision.status()).isEqualTo(AccountStatus.UNKNOWN);
    }

    @Test
    void anAccountOfABankThatDoesNotTakePartIsForPeople() {
        assertThat(ActionRule.decide(heard(NAMED), Optional.empty(), false, RULES)
                        .action())
                .isEqualTo(AccountAction.REVIEW);
        assertThat(ActionRule.decide(heard(NAMED, FREEZE), Optional.empty(), false, RULES)
                        .action())
                .isEqualTo(AccountAction.REVIEW);
    }

    @Test
    void aDismissedReviewIsNotRaisedAgainWhateverComes() {
        Decision decision = decide(guarded, NAMED, DISMISS, accountNamed("R2"), PAYMENT);

        assertThat(decision.action()).isEqualTo(AccountAction.NONE);
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT, VERIFIED_PAYMENT, DIRECTIVE);
        assertThat(decision.hold().isEmpty()).isTrue();
    }

    @Test
    void aReviewThatIsReleasedIsRaisedAgainByNewGround() {
        assertThat(decide(guarded, NAMED, RELEASE, PAYMENT).action()).isEqualTo(AccountAction.REVIEW);
    }

    @Test
    void whatIsNotForPeopleIsDecidedAsIfNothingHadBeenDismissed() {
        assertThat(decide(active, NAMED, PAYMENT, DISMISS).action()).isEqualTo(AccountAction.HOLD);
        assertThat(decide(active, DISMISS).reasons()).containsExactly(NO_GROUND);
        assertThat(decide(active, with(payments(3, WEEK), DISMISS)).action()).isEqualTo(AccountAction.FREEZE);
    }

    @Test
    void aBankThatDoesNotTakePartCanBeDismissed() {
        assertThat(ActionRule.decide(heard(NAMED, DISMISS), Optional.empty(), false, RULES)
                        .action())
                .isEqualTo(AccountAction.NONE);
    }

    @Test
    void afterADismissalALaterDirectiveStillFreezes() {
        AccountMessage later = toAccount(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString())
                .setIssuedAt(REPORTED.plus(WEEK))
                .build());

        assertThat(decide(guarded, NAMED, DISMISS, later).action()).isEqualTo(AccountAction.FREEZE);
    }

    @Test
    void aDirectiveOfTheSameIdWithALaterTimeChangesNothing() {
        AccountMessage again = toAccount(directive(DirectiveKind.RELEASE, SUSPECT.toString())
                .setIssuedAt(REPORTED.plus(WEEK))
                .build());

        assertThat(decide(active, NAMED, RELEASE, accountNamed("R2"), again).action())
                .isEqualTo(AccountAction.WATCH);
    }

    @Test
    void stolenMoneyThatIsTakenBackLeavesTheNamingAlone() {
        AccountMessage nothing = toAccount(taint().setAmountMinor(0).build());

        assertThat(decide(active, NAMED, PAYMENT, nothing).action()).isEqualTo(AccountAction.WATCH);
        assertThat(decide(active, PAYMENT, nothing).action()).isEqualTo(AccountAction.NONE);
    }

    private static Decision decide(AccountEntry entry, AccountMessage... messages) {
        return ActionRule.decide(heard(messages), Optional.of(entry), true, RULES);
    }

    private static AccountState heard(AccountMessage... messages) {
        OneAccount account = new OneAccount(SUSPECT, RULES);
        for (AccountMessage message : messages) {
            account.tell(message);
        }
        return account.state();
    }

    /** Verified payments of so many victims, whose reports are spread over a time. */
    private static AccountMessage[] payments(int victims, Duration spread) {
        AccountMessage[] messages = new AccountMessage[victims];
        for (int i = 0; i < victims; i++) {
            Duration later = i == victims - 1 ? spread : Duration.ZERO;
            messages[i] = verifiedPayment("R" + i, "victim-" + i, REPORTED.plus(later));
        }
        return messages;
    }

    private static AccountMessage[] with(AccountMessage[] messages, AccountMessage last) {
        AccountMessage[] all = java.util.Arrays.copyOf(messages, messages.length + 1);
        all[messages.length] = last;
        return all;
    }
}
