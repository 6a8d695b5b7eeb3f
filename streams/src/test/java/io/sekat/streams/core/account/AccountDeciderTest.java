package io.sekat.streams.core.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.NOW;
import static io.sekat.streams.Samples.OCCASION;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.RECEIVED;
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

import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.DirectiveKind;
import io.sekat.events.DirectoryState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.FreezeAlert;
import io.sekat.events.HolderType;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.events.TaintedCredit;
import io.sekat.streams.account.OneAccount;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a bank, people and the reports' files are told of a suspect's account. */
class AccountDeciderTest {
    private static final AccountMessage NAMED = accountNamed("R1");
    private static final AccountMessage PAYMENT = toAccount(taint().build());
    private static final AccountMessage TAKEN_BACK =
            toAccount(taint().setAmountMinor(0).build());
    private static final AccountMessage RELEASE =
            toAccount(directive(DirectiveKind.RELEASE, SUSPECT.toString()).build());

    private final OneAccount account = new OneAccount(SUSPECT, RULES);
    private Occasion occasion = OCCASION;

    @Test
    void theFirstAlertSaysWhatIsAskedAndUntilWhenAnAnswerIsDue() {
        FreezeAlert alert = onlyAlert(tell(NAMED));

        assertThat(alert.getAction()).isEqualTo(AccountAction.WATCH);
        assertThat(alert.getRevision()).isEqualTo(1);
        assertThat(alert.getAlertId()).isEqualTo(AlertIds.of(SUSPECT.toString(), 1));
        assertThat(alert.getDirectory()).isEqualTo(DirectoryState.UNKNOWN);
        assertThat(alert.getReportCount()).isEqualTo(1);
        assertThat(alert.getVictimCount()).isEqualTo(1);
        assertThat(alert.getCausedAt()).isEqualTo(RECEIVED);
        assertThat(alert.getIssuedAt()).isEqualTo(NOW);
        assertThat(alert.getRespondBy()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        assertThat(alert.getHoldUntil()).isNull();
    }

    @Test
    void aHoldSaysHowMuchForHowLongAndWhichPayments() {
        FreezeAlert alert = onlyAlert(tell(PAYMENT));

        assertThat(alert.getAction()).isEqualTo(AccountAction.HOLD);
        assertThat(alert.getHold()).containsExactly(new Amount("MYR", AMOUNT));
        assertThat(alert.getCredits()).containsExactly(new TaintedCredit("TX1", "MYR", AMOUNT));
        assertThat(alert.getHoldUntil()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void theSameMessageAgainChangesNothingAndTellsNobody() {
        for (AccountMessage message : List.of(NAMED, PAYMENT, RELEASE, TAKEN_BACK)) {
            tell(message);
            AccountState before = account.state();

            List<Effect> effects = tell(message);

            assertThat(effects).as(message.toString()).isEmpty();
            assertThat(account.state()).isEqualTo(before);
        }
    }

    @Test
    void anotherReportOnTheSameGroundMakesNoRevision() {
        tell(NAMED);

        assertThat(alerts(tell(accountNamed("R2")))).isEmpty();
    }

    @Test
    void aNewHoldAmountIsANewRevisionOfTheSameAlert() {
        FreezeAlert first = onlyAlert(tell(PAYMENT));

        FreezeAlert next = onlyAlert(tell(verifiedPayment("R2", "p2", REPORTED)));

        assertThat(next.getAlertId()).isEqualTo(first.getAlertId());
        assertThat(next.getRevision()).isEqualTo(2);
        assertThat(next.getHold()).containsExactly(new Amount("MYR", 2 * AMOUNT));
    }

    @Test
    void anotherReasonIsANewRevision() {
        tell(PAYMENT);

        FreezeAlert next = onlyAlert(tell(NAMED));

        assertThat(next.getReasons()).containsExactly(AlertReason.NAMED_IN_REPORT, AlertReason.VERIFIED_PAYMENT);
        assertThat(next.getRevision()).isEqualTo(2);
    }

    @Test
    void theEntryThatArrivesLateIsANewRevisionWithTheFacts() {
        tell(NAMED);

        FreezeAlert next = onlyAlert(enter(accountEntry().build()));

        assertThat(next.getRevision()).isEqualTo(2);
        assertThat(next.getDirectory()).isEqualTo(DirectoryState.KNOWN);
        assertThat(next.getAccountStatus()).isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void theSameEntryAgainTellsNobody() {
        tell(NAMED);
        enter(accountEntry().setOpenedAt(PAID).build());

        assertThat(enter(accountEntry().setOpenedAt(PAID).build())).isEmpty();
    }

    @Test
    void aFactThatTheAlertDoesNotStateGoesToTheReportsFileOnly() {
        tell(NAMED);
        enter(accountEntry().build());

        List<Effect> effects =
                enter(accountEntry().setHolderType(HolderType.BUSINESS).build());

        assertThat(effects).singleElement().isInstanceOfSatisfying(Effect.TellCase.class, told -> {
            assertThat(told.key()).isEqualTo("R1");
            assertThat(((EnrichedAccount) told.event().getBody()).getEntry().getHolderType())
                    .isEqualTo(HolderType.BUSINESS);
        });
    }

    @Test
    void theHoldRunsOutAtTheSameTimeUnlessThereIsMoreToHold() {
        FreezeAlert first = onlyAlert(tell(PAYMENT));
        occasion = later(Duration.ofHours(5));

        FreezeAlert next = onlyAlert(enter(accountEntry().build()));

        assertThat(next.getIssuedAt()).isAfter(first.getIssuedAt());
        assertThat(next.getHoldUntil()).isEqualTo(first.getHoldUntil());
    }

    @Test
    void moreStolenMoneyBeginsTheTimeOfTheHoldAnew() {
        tell(PAYMENT);
        occasion = later(Duration.ofHours(5));

        FreezeAlert next = onlyAlert(tell(verifiedPayment("R2", "p2", REPORTED)));

        assertThat(next.getHoldUntil()).isEqualTo(next.getIssuedAt().plus(Duration.ofHours(24)));
    }

    @Test
    void moreStolenMoneyNeverShortensAHoldThatASecondOrderDidNotLengthen() {
        tell(PAYMENT);
        Instant until = NOW.plus(Duration.ofDays(10));
        assertThat(onlyAlert(tell(extension("D-1", PAID, until))).getHoldUntil())
                .isEqualTo(until);
        assertThat(alerts(tell(extension("D-2", PAID.plusSeconds(1), NOW.plus(Duration.ofDays(3))))))
                .isEmpty();
        occasion = later(Duration.ofDays(1));

        FreezeAlert next = onlyAlert(tell(verifiedPayment("R2", "p2", REPORTED)));

        assertThat(next.getHold()).containsExactly(new Amount("MYR", 2 * AMOUNT));
        assertThat(next.getHoldUntil()).isEqualTo(until);
    }

    private static AccountMessage extension(String directiveId, Instant issuedAt, Instant until) {
        return toAccount(directive(DirectiveKind.EXTEND, SUSPECT.toString())
                .setDirectiveId(directiveId)
                .setIssuedAt(issuedAt)
                .setUntil(until)
                .build());
    }

    @Test
    void whenTheGroundIsGoneTheBankReleasesOnce() {
        tell(PAYMENT);

        FreezeAlert release = onlyAlert(tell(TAKEN_BACK));

        assertThat(release.getAction()).isEqualTo(AccountAction.RELEASE);
        assertThat(release.getReasons()).containsExactly(AlertReason.NO_GROUND);
        assertThat(release.getHold()).isEmpty();
        assertThat(release.getHoldUntil()).isNull();
        assertThat(release.getAlertId()).isEqualTo(AlertIds.of(SUSPECT.toString(), 1));
        assertThat(alerts(enter(accountEntry().build()))).isEmpty();
    }

    @Test
    void aDirectiveToReleaseReleases() {
        tell(PAYMENT);

        FreezeAlert release = onlyAlert(tell(RELEASE));

        assertThat(release.getAction()).isEqualTo(AccountAction.RELEASE);
        assertThat(release.getReasons()).containsExactly(AlertReason.DIRECTIVE);
    }

    @Test
    void whatWasNeverAskedIsNotReleased() {
        assertThat(alerts(tell(RELEASE))).isEmpty();
    }

    @Test
    void newGroundAfterAReleaseBeginsANewEpisode() {
        FreezeAlert first = onlyAlert(tell(PAYMENT));
        tell(TAKEN_BACK);
        occasion = later(Duration.ofHours(5));

        FreezeAlert next = onlyAlert(tell(PAYMENT));

        assertThat(next.getAlertId())
                .isEqualTo(AlertIds.of(SUSPECT.toString(), 2))
                .isNotEqualTo(first.getAlertId());
        assertThat(next.getRevision()).isEqualTo(3);
        assertThat(next.getHoldUntil()).isEqualTo(occasion.now().plus(Duration.ofHours(24)));
    }

    @Test
    void aProtectedAccountIsAskedOfPeopleOnceAndNotOfItsBank() {
        enter(accountEntry().setProtected$(true).build());

        List<Effect> effects = tell(PAYMENT);

        assertThat(alerts(effects)).isEmpty();
        ReviewItem item = onlyReview(effects);
        assertThat(item.getState()).isEqualTo(ReviewState.OPEN);
        assertThat(item.getReason()).isEqualTo(ReviewReason.PROTECTED_ACCOUNT);
        assertThat(item.getAmounts()).containsExactly(new Amount("MYR", AMOUNT));
        assertThat(reviews(tell(PAYMENT))).isEmpty();
    }

    @Test
    void anAccountThatTurnsOutToBeProtectedIsReleasedAndReviewed() {
        tell(PAYMENT);

        List<Effect> effects = enter(accountEntry().setProtected$(true).build());

        assertThat(onlyAlert(effects).getAction()).isEqualTo(AccountAction.RELEASE);
        assertThat(onlyReview(effects).getState()).isEqualTo(ReviewState.OPEN);
    }

    @Test
    void aReviewIsClosedWhenThereIsNothingToDecideAnyMore() {
        enter(accountEntry().setProtected$(true).build());
        tell(PAYMENT);

        ReviewItem item = onlyReview(tell(TAKEN_BACK));

        assertThat(item.getState()).isEqualTo(ReviewState.CLOSED);
        assertThat(item.getRevision()).isEqualTo(2);
    }

    @Test
    void anAccountOfABankThatDoesNotTakePartIsAskedOfPeople() {
        occasion = new Occasion(RECEIVED, NOW, false, OCCASION.respondWithin());

        List<Effect> effects = tell(NAMED);

        assertThat(alerts(effects)).isEmpty();
        assertThat(onlyReview(effects).getReason()).isEqualTo(ReviewReason.UNKNOWN_PARTICIPANT);
    }

    @Test
    void everyReportThatNamesTheAccountIsToldOfAChange() {
        tell(NAMED);

        List<Effect> effects = tell(accountNamed("R2"));

        assertThat(effects).allSatisfy(effect -> assertThat(effect).isInstanceOf(Effect.TellCase.class));
        assertThat(effects).extracting(Effect::key).containsExactly("R1", "R2");
        assertThat(((Effect.TellCase) effects.get(0)).event().getBody())
                .isInstanceOfSatisfying(EnrichedAccount.class, facts -> {
                    assertThat(facts.getReportCount()).isEqualTo(2);
                    assertThat(facts.getAction()).isEqualTo(AccountAction.WATCH);
                    assertThat(facts.getAlertRevision()).isEqualTo(1);
                });
    }

    /** What bank, people and the reports' files are told; what the victim's account is told is tested elsewhere. */
    private List<Effect> tell(AccountMessage message) {
        account.under(occasion);
        return account.tell(message).stream()
                .filter(effect -> !(effect instanceof Effect.TellAccount))
                .toList();
    }

    private List<Effect> enter(AccountEntry entry) {
        account.under(occasion);
        return account.enter(entry);
    }

    private static Occasion later(Duration by) {
        return new Occasion(RECEIVED.plus(by), NOW.plus(by), true, OCCASION.respondWithin());
    }

    private static List<FreezeAlert> alerts(List<Effect> effects) {
        List<FreezeAlert> alerts = new ArrayList<>();
        effects.stream().filter(Effect.AskBank.class::isInstance).forEach(ask -> alerts.add((FreezeAlert) ask.event()));
        return alerts;
    }

    private static FreezeAlert onlyAlert(List<Effect> effects) {
        assertThat(alerts(effects)).hasSize(1);
        return alerts(effects).get(0);
    }

    private static List<ReviewItem> reviews(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.AskPeople.class::isInstance)
                .map(effect -> (ReviewItem) effect.event())
                .toList();
    }

    private static ReviewItem onlyReview(List<Effect> effects) {
        assertThat(reviews(effects)).hasSize(1);
        return reviews(effects).get(0);
    }
}
