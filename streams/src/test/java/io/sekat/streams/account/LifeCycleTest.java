package io.sekat.streams.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.RECEIVED;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.SUSPECT_BANK;
import static io.sekat.streams.Samples.accountEntry;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.payment;
import static io.sekat.streams.Samples.report;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.AccountAction;
import io.sekat.events.AccountAnswer;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.Samples;
import io.sekat.streams.World;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows an alert: the bank's answer, its deadlines, the end of the hold (design section 4.6). */
class LifeCycleTest {
    private static final Topic<FreezeAlert> ALERTS = Topics.FREEZE_ALERTS.of(new ParticipantId(SUSPECT_BANK));
    private static final Duration DEADLINE = Duration.ofMinutes(15);

    private final World world = World.withParticipants();
    private FreezeAlert hold = new FreezeAlert();

    @BeforeEach
    void hold() {
        world.comes(transfer());
        world.comes(report("R1"));
        hold = world.lastSaid(ALERTS);
        assertThat(hold.getAction()).isEqualTo(AccountAction.HOLD);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HELD, 500000",
        "HELD, ",
        "PARTLY_HELD, 120000",
        "NO_FUNDS, ",
        "ALREADY_CLOSED, ",
        "REFUSED, ",
    })
    void anAnswerStandsInTheReportsFileAndEndsTheDeadline(FreezeOutcome outcome, Long heldMinor) {
        answers(answer(outcome).setHeld(held(heldMinor)));

        AccountAnswer answer = account().getAnswer();
        assertThat(answer.getOutcome()).isEqualTo(outcome);
        assertThat(answer.getLate()).isFalse();
        assertThat(answer.getHeld()).isEqualTo(outcome == FreezeOutcome.HELD ? held(AMOUNT) : held(heldMinor));
        world.passes(Duration.ofHours(1));
        assertThat(escalations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "RETURNED", "RELEASED"})
    void whatIsNoAnswerToAHoldIsRejectedAndEndsNoDeadline(FreezeOutcome outcome) {
        answers(answer(outcome));

        RejectedRecord rejected = world.onlyRejected();
        assertThat(rejected.getReason()).isEqualTo(RejectReason.OTHER);
        assertThat(rejected.getMessage()).contains(outcome + ", which is no answer to HOLD", "PARTLY_HELD");
        world.passes(DEADLINE.plusSeconds(2));
        assertThat(escalations()).hasSize(1);
    }

    /** It left for a moment, or this instance has not read of it yet. */
    @Test
    void aBankThatTakesPartAgainIsAskedAgain() {
        world.comes(Topics.PARTICIPANTS, SUSPECT_BANK, null);
        world.comes(accountEntry());
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);
        assertThat(world.lastSaid(Topics.REVIEW_ITEMS).getReason()).isEqualTo(ReviewReason.UNKNOWN_PARTICIPANT);
        world.passes(Duration.ofSeconds(2));
        assertThat(world.said(ALERTS)).isEmpty();

        world.comes(Samples.bank(SUSPECT_BANK, "Beta Bank", "Beta", "BB"));
        world.passes(Duration.ofSeconds(2));

        FreezeAlert asked = world.lastSaid(ALERTS);
        assertThat(asked.getAction()).isEqualTo(AccountAction.HOLD);
        assertThat(asked.getHold()).isEqualTo(hold.getHold());
        assertThat(world.lastSaid(Topics.REVIEW_ITEMS).getState()).isEqualTo(ReviewState.CLOSED);
        world.comes(Samples.bank(SUSPECT_BANK, "Beta Bank", "Beta", "BB", "BBB"));
        world.passes(Duration.ofSeconds(2));
        assertThat(world.said(ALERTS)).as("once").isEmpty();
    }

    @Test
    void anAnswerOfTomorrowDoesNotStandAgainstThatOfToday() {
        Instant tomorrow = hold.getIssuedAt().plus(Duration.ofDays(1));
        world.comesAt(
                RECEIVED,
                Topics.FREEZE_RESPONSES,
                SUSPECT.toString(),
                answer(FreezeOutcome.HELD).setRespondedAt(tomorrow).build());
        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_TIMESTAMP);

        answers(answer(FreezeOutcome.NO_FUNDS));
        assertThat(account().getAnswer().getOutcome()).isEqualTo(FreezeOutcome.NO_FUNDS);
    }

    @Test
    void aSumThatNobodyCanHoldIsRejected() {
        answers(answer(FreezeOutcome.PARTLY_HELD).setHeld(held(Long.MAX_VALUE)));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_AMOUNT);
    }

    @Test
    void noAnswerIsEscalatedAtTheDeadlineAndOnceMoreAtTwiceTheTime() {
        world.passes(DEADLINE.minusSeconds(2));
        assertThat(escalations()).isEmpty();

        world.passes(Duration.ofSeconds(3));
        assertThat(escalations()).singleElement().satisfies(first -> {
            assertThat(first.getKind()).isEqualTo(EscalationKind.FREEZE_ALERT);
            assertThat(first.getLevel()).isEqualTo(1);
            assertThat(first.getAlertId()).isEqualTo(hold.getAlertId());
            assertThat(first.getSubject()).isEqualTo(SUSPECT.toString());
            assertThat(first.getParticipantId()).isEqualTo(SUSPECT_BANK);
            assertThat(first.getRespondBy()).isEqualTo(hold.getRespondBy());
        });
        assertThat(account().getEscalations()).isEqualTo(1);

        world.passes(DEADLINE);
        assertThat(escalations())
                .singleElement()
                .satisfies(second -> assertThat(second.getLevel()).isEqualTo(2));

        world.passes(Duration.ofHours(2));
        assertThat(escalations()).isEmpty();
    }

    /** People are asked before and after, but for another reason: the report's file says so, too. */
    @Test
    void aProtectedAccountWhoseBankTakesPartLateIsSoInTheReportsFile() {
        world.comes(Topics.PARTICIPANTS, SUSPECT_BANK, null);
        world.comes(accountEntry().setProtected$(true));
        assertThat(account().getReasons()).doesNotContain(AlertReason.PROTECTED);

        world.comes(Samples.bank(SUSPECT_BANK, "Beta Bank", "Beta", "BB"));
        world.passes(Duration.ofSeconds(2));

        assertThat(world.lastSaid(Topics.REVIEW_ITEMS).getReason()).isEqualTo(ReviewReason.PROTECTED_ACCOUNT);
        assertThat(account().getReasons()).contains(AlertReason.PROTECTED);
    }

    @Test
    void aShorterExtensionDoesNotEndAFreezeSooner() {
        freezesFor(Duration.ofDays(2));
        Instant ten = hold.getIssuedAt().plus(Duration.ofDays(10));
        isExtended(ten, "D-1", 1);
        assertThat(world.lastSaid(ALERTS).getHoldUntil()).isEqualTo(ten);

        isExtended(hold.getIssuedAt().plus(Duration.ofDays(3)), "D-2", 2);
        assertThat(world.said(ALERTS)).isEmpty();
        world.passes(Duration.ofDays(9));
        assertThat(world.said(ALERTS)).isEmpty();
    }

    /** There was nothing to hold while the extension was good. */
    @Test
    void anExtensionThatIsOverBeforeThereIsSomethingToHoldBeginsNoHold() {
        world.passes(Duration.ofHours(25));
        world.comes(accountEntry().setStatus(AccountStatus.CLOSED));
        isExtended(hold.getHoldUntil().plus(Duration.ofHours(5)), "D-1", 1);
        world.passes(Duration.ofHours(10));
        world.said(ALERTS);

        world.comes(accountEntry());

        assertThat(world.said(ALERTS)).extracting(FreezeAlert::getAction).doesNotContain(AccountAction.HOLD);
    }

    @Test
    void anExtensionOfAHoldDoesNotTakeUpAFreezeThatEndedBeforeIt() {
        freezesFor(Duration.ofHours(2));
        world.comes(accountEntry().setStatus(AccountStatus.CLOSED));
        world.passes(Duration.ofHours(4));
        world.comes(accountEntry());
        FreezeAlert anew = world.lastSaid(ALERTS);
        assertThat(anew.getAction()).isEqualTo(AccountAction.HOLD);
        world.passes(Duration.ofHours(25));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);

        isExtended(anew.getHoldUntil().plus(Duration.ofHours(9)), "D-1", 1);

        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.HOLD);
    }

    private void isExtended(Instant until, String directiveId, int second) {
        Directive.Builder extension = directive(DirectiveKind.EXTEND, SUSPECT.toString());
        world.comes(extension
                .setDirectiveId(directiveId)
                .setIssuedAt(extension.getIssuedAt().plusSeconds(second))
                .setUntil(until));
    }

    @Test
    void moreMoneyThatIsAskedForAfterBothEscalationsIsEscalatedTwiceToo() {
        world.passes(Duration.ofHours(3));
        assertThat(escalations()).hasSize(2);
        world.comes(transfer().setTransferRef("TX2").setSettledAt(PAID.plusSeconds(60)));
        world.comes(
                report("R2").setPayments(List.of(payment().setTransferRef("TX2").build())));
        FreezeAlert more = world.lastSaid(ALERTS);

        world.passes(DEADLINE.multipliedBy(3));

        List<Escalation> again = escalations();
        assertThat(again).extracting(Escalation::getLevel).containsExactly(1, 2);
        assertThat(again).allSatisfy(one -> {
            assertThat(one.getRevision()).isEqualTo(more.getRevision());
            assertThat(one.getRespondBy()).isAfter(hold.getRespondBy()).isBeforeOrEqualTo(more.getRespondBy());
        });
    }

    @Test
    void whenNobodyLookedForLongBothEscalationsGoOutOnce() {
        world.passes(Duration.ofHours(3));

        assertThat(escalations()).extracting(Escalation::getLevel).containsExactly(1, 2);
    }

    @Test
    void anAnswerThatWasStoredInTimeAndWaitsToBeReadIsNotEscalated() {
        world.answersAreReadUpTo(hold.getRespondBy().minusMillis(1));
        world.passes(DEADLINE.plusMinutes(1));
        assertThat(escalations()).isEmpty();

        world.comesAt(
                hold.getRespondBy(),
                Topics.FREEZE_RESPONSES,
                SUSPECT.toString(),
                answer(FreezeOutcome.HELD).build());
        world.answersAreReadUpTo(Instant.MAX);
        world.passes(DEADLINE.multipliedBy(3));

        assertThat(escalations()).isEmpty();
        assertThat(account().getAnswer().getLate()).isFalse();
    }

    @Test
    void aDeadlineIsEscalatedOnceAllAnswersUpToItAreRead() {
        world.answersAreReadUpTo(hold.getRespondBy().minusMillis(1));
        world.passes(DEADLINE.multipliedBy(3));
        assertThat(escalations()).isEmpty();

        world.answersAreReadUpTo(hold.getRespondBy());
        world.passes(Duration.ofSeconds(2));
        assertThat(escalations()).singleElement().satisfies(first -> {
            assertThat(first.getLevel()).isEqualTo(1);
            assertThat(first.getEscalatedAt()).isAfter(hold.getRespondBy().plus(DEADLINE));
        });

        world.answersAreReadUpTo(Instant.MAX);
        world.passes(DEADLINE.multipliedBy(3));
        assertThat(escalations()).extracting(Escalation::getLevel).containsExactly(2);
    }

    @Test
    void nobodyLooksHowFarAnswersAreReadWhileNothingIsDue() {
        world.answersAreReadUpTo(Instant.EPOCH);
        world.passes(DEADLINE.minusSeconds(2));
        assertThat(world.looksForAnswers()).isEmpty();

        world.passes(Duration.ofSeconds(4));
        assertThat(world.looksForAnswers())
                .isNotEmpty()
                .containsOnly(new TopicPartition(Topics.FREEZE_RESPONSES.name(), 0));
    }

    @Test
    void aLateAnswerIsKeptAsLate() {
        world.passes(DEADLINE.plusSeconds(2));
        assertThat(escalations()).hasSize(1);

        world.comesAt(
                hold.getRespondBy().plusSeconds(1),
                Topics.FREEZE_RESPONSES,
                SUSPECT.toString(),
                answer(FreezeOutcome.HELD).build());

        assertThat(account().getAnswer().getLate()).isTrue();
        world.passes(DEADLINE.multipliedBy(2));
        assertThat(escalations()).isEmpty();
    }

    @Test
    void anAnswerToAnOldRevisionIsKeptAndTheNewestIsStillOwed() {
        world.comes(accountEntry());
        FreezeAlert newest = world.lastSaid(ALERTS);

        answers(answer(FreezeOutcome.HELD).setHeld(held(AMOUNT)));

        assertThat(account().getAnswer().getRevision()).isEqualTo(hold.getRevision());
        world.passes(DEADLINE.plusSeconds(2));
        assertThat(escalations())
                .singleElement()
                .satisfies(first -> assertThat(first.getRevision()).isEqualTo(newest.getRevision()));
    }

    @Test
    void anAnswerToAnOlderRevisionDoesNotReplaceOneToANewer() {
        world.comes(accountEntry());
        FreezeAlert newest = world.lastSaid(ALERTS);
        answers(answer(FreezeOutcome.HELD).setRevision(newest.getRevision()));

        answers(answer(FreezeOutcome.NO_FUNDS));

        assertThat(account().getAnswer().getOutcome()).isEqualTo(FreezeOutcome.HELD);
    }

    @Test
    void theSameAnswerAgainTellsNobody() {
        answers(answer(FreezeOutcome.HELD));
        world.said(Topics.ENRICHED_REPORTS);

        answers(answer(FreezeOutcome.HELD));

        assertThat(world.said(Topics.ENRICHED_REPORTS)).isEmpty();
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    /** An agent that crashed between its answer and its commit gives the answer again, with another time. */
    @Test
    void anAnswerWithoutASumThatIsGivenAgainMeansWhatItMeant() {
        answers(answer(FreezeOutcome.HELD));
        world.comes(accountEntry());

        answers(answer(FreezeOutcome.HELD));

        assertThat(account().getAnswer().getHeld()).isEqualTo(held(AMOUNT));
    }

    @Test
    void anAnswerThatAnAgentGivesAgainLaterEndsNothingElseAndIsNotLate() {
        answers(answer(FreezeOutcome.HELD).setHeld(held(AMOUNT)));
        world.comes(accountEntry());
        FreezeAlert newest = world.lastSaid(ALERTS);
        world.passes(DEADLINE.minusSeconds(2));
        world.said(Topics.ENRICHED_REPORTS);

        world.comesAt(
                hold.getRespondBy().plusSeconds(30),
                Topics.FREEZE_RESPONSES,
                SUSPECT.toString(),
                answer(FreezeOutcome.HELD)
                        .setHeld(held(AMOUNT))
                        .setRespondedAt(hold.getRespondBy().plusSeconds(29))
                        .build());

        assertThat(account().getAnswer()).satisfies(again -> {
            assertThat(again.getRevision()).isEqualTo(hold.getRevision());
            assertThat(again.getHeld()).isEqualTo(held(AMOUNT));
            assertThat(again.getLate()).isFalse();
        });
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
        world.passes(DEADLINE);
        assertThat(escalations())
                .as("what is still owed is the answer to the newest revision")
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.getRevision()).isEqualTo(newest.getRevision()));
    }

    @Test
    void anAnswerToAnAlertThatNeverWasIsRejected() {
        answers(answer(FreezeOutcome.HELD).setAlertId("nothing"));

        RejectedRecord rejected = world.onlyRejected();
        assertThat(rejected.getReason()).isEqualTo(RejectReason.UNKNOWN_SUBJECT);
        assertThat(rejected.getMessage()).contains("nothing", SUSPECT.toString());
    }

    @Test
    void anAnswerToARevisionThatNeverWasIsRejected() {
        answers(answer(FreezeOutcome.HELD).setRevision(9));

        assertThat(world.onlyRejected().getMessage()).contains("revision 9 was never sent", "the newest is 2");
    }

    @Test
    void anAnswerForAnotherBanksAccountIsRejected() {
        FreezeResponse others = answer(FreezeOutcome.HELD).setBank("OTHRMYKL").build();
        world.comesAt(others.getRespondedAt(), Topics.FREEZE_RESPONSES, SUSPECT.toString(), others);

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.WRONG_PARTICIPANT);
    }

    @Test
    void partlyHeldWithoutASumIsRejected() {
        answers(answer(FreezeOutcome.PARTLY_HELD));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_AMOUNT);
    }

    @Test
    void aWatchOwesNoAnswer() {
        world.comes(report("R2")
                .setPayments(List.of(payment()
                        .setSuspectAccount("200000009")
                        .setTransferRef("TX8")
                        .build())));
        answers(answer(FreezeOutcome.HELD));

        world.passes(Duration.ofHours(2));

        assertThat(escalations()).isEmpty();
    }

    @Test
    void theHoldRunsOutOnceAndIsReleased() {
        answers(answer(FreezeOutcome.HELD));

        world.passes(Duration.ofHours(24).plusSeconds(2));

        FreezeAlert release = world.lastSaid(ALERTS);
        assertThat(release.getAction()).isEqualTo(AccountAction.RELEASE);
        assertThat(release.getReasons()).containsExactly(AlertReason.HOLD_EXPIRED);
        assertThat(release.getRevision()).isEqualTo(hold.getRevision() + 1);
        world.passes(Duration.ofDays(2));
        assertThat(world.said(ALERTS)).isEmpty();
    }

    @Test
    void aBankThatHoldsOwesAnAnswerToTheRelease() {
        answers(answer(FreezeOutcome.HELD));
        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()));
        FreezeAlert release = world.lastSaid(ALERTS);

        world.passes(DEADLINE.plusSeconds(2));
        assertThat(escalations())
                .singleElement()
                .satisfies(first -> assertThat(first.getRevision()).isEqualTo(release.getRevision()));

        answers(answer(FreezeOutcome.RELEASED).setRevision(release.getRevision()));
        world.passes(DEADLINE.multipliedBy(2));
        assertThat(escalations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HELD, 500000", "HELD, ", "PARTLY_HELD, 120000"})
    void aBankThatSaysThatItHoldsAfterItWasToLetGoOwesThatFromThenOn(FreezeOutcome outcome, Long heldMinor) {
        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()));
        FreezeAlert release = world.lastSaid(ALERTS);
        world.passes(Duration.ofMinutes(10));

        answers(answer(outcome).setHeld(held(heldMinor)));
        world.passes(DEADLINE.minusSeconds(2));
        assertThat(escalations()).isEmpty();

        world.passes(Duration.ofSeconds(3));
        assertThat(escalations()).singleElement().satisfies(first -> {
            assertThat(first.getRevision()).isEqualTo(release.getRevision());
            assertThat(first.getRespondBy()).isAfter(release.getRespondBy());
        });
        answers(answer(outcome).setHeld(held(heldMinor)));
        answers(answer(FreezeOutcome.RELEASED).setRevision(release.getRevision()));
        world.passes(DEADLINE.multipliedBy(2));
        assertThat(escalations()).isEmpty();
    }

    @Test
    void aBankThatLetGoOwesNothingForAnOlderAnswerThatComesLater() {
        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()));
        answers(answer(FreezeOutcome.RELEASED).setRevision(hold.getRevision() + 1));

        answers(answer(FreezeOutcome.HELD));

        world.passes(DEADLINE.multipliedBy(3));
        assertThat(escalations()).isEmpty();
    }

    /** The sum of an answer without one to an older revision is not known. */
    @Test
    void aBankThatHoldsWhatAnOlderRevisionAskedOwesAnAnswerToTheRelease() {
        world.comes(accountEntry());
        answers(answer(FreezeOutcome.HELD));

        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()));
        world.passes(DEADLINE.plusSeconds(2));

        assertThat(escalations()).hasSize(1);
    }

    @Test
    void aBankThatTakesPartNoMoreHasTimeToLetGoOfWhatItHolds() {
        answers(answer(FreezeOutcome.HELD));

        world.comes(Topics.PARTICIPANTS, SUSPECT_BANK, null);
        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()));

        FreezeAlert release = world.lastSaid(ALERTS);
        assertThat(release.getAction()).isEqualTo(AccountAction.RELEASE);
        assertThat(release.getRespondBy()).isEqualTo(release.getIssuedAt().plus(DEADLINE));
        world.passes(Duration.ofMinutes(1));
        assertThat(escalations()).isEmpty();
    }

    /** What comes soon after something else is known, but nobody is told of it yet, when deadlines are looked for. */
    @ParameterizedTest
    @CsvSource({"EXTEND, HOLD", "CONFIRM_FREEZE, FREEZE"})
    void anOrderThatComesJustBeforeTheEndOfTheHoldIsSeenIsNotLost(DirectiveKind kind, AccountAction action) {
        Settings seldom = Settings.defaults().with(Map.of(SettingCatalogue.COMMIT_INTERVAL.name(), "10s"));
        try (World slow = World.withParticipants(seldom)) {
            slow.comes(transfer());
            slow.comes(report("R1"));
            slow.passes(Duration.ofSeconds(11));
            FreezeAlert held = slow.lastSaid(ALERTS);
            slow.answersAreReadUpTo(held.getHoldUntil().minusMillis(1));
            slow.passes(Duration.ofHours(24).plusSeconds(2));
            slow.answersAreReadUpTo(Instant.MAX);

            Instant until = held.getHoldUntil().plus(Duration.ofDays(3));
            slow.comes(
                    Topics.FREEZE_RESPONSES,
                    SUSPECT.toString(),
                    answer(FreezeOutcome.HELD)
                            .setAlertId(held.getAlertId())
                            .setRevision(held.getRevision())
                            .build());
            slow.comes(directive(kind, SUSPECT.toString()).setUntil(until));
            slow.passes(Duration.ofSeconds(2));
            slow.passes(Duration.ofSeconds(20));

            assertThat(slow.said(ALERTS)).singleElement().satisfies(longer -> {
                assertThat(longer.getAction()).isEqualTo(action);
                assertThat(longer.getHoldUntil()).isEqualTo(until);
            });
        }
    }

    @Test
    void theFirstChangeIsToldAtOnceAndThoseSoonAfterItTogether() {
        Settings seldom = Settings.defaults().with(Map.of(SettingCatalogue.COMMIT_INTERVAL.name(), "10s"));
        try (World slow = World.withParticipants(seldom)) {
            slow.comes(transfer());
            slow.comes(report("R1")); // names the account, and its money comes a moment later
            List<FreezeAlert> atOnce = slow.said(ALERTS);
            slow.passes(Duration.ofSeconds(11));
            List<FreezeAlert> together = slow.said(ALERTS);

            assertThat(atOnce).singleElement().satisfies(first -> {
                assertThat(first.getAction()).isEqualTo(AccountAction.WATCH);
                assertThat(first.getRevision()).isEqualTo(1);
            });
            assertThat(together).singleElement().satisfies(second -> {
                assertThat(second.getAction()).isEqualTo(AccountAction.HOLD);
                assertThat(second.getRevision()).isEqualTo(2);
            });
        }
    }

    @Test
    void newGroundAfterTheHoldRanOutAsksAnew() {
        answers(answer(FreezeOutcome.HELD));
        world.passes(Duration.ofHours(25));
        world.said(ALERTS);

        world.comes(report("R2"));

        FreezeAlert again = world.lastSaid(ALERTS);
        assertThat(again.getAction()).isEqualTo(AccountAction.HOLD);
        assertThat(again.getAlertId()).isNotEqualTo(hold.getAlertId());
    }

    @Test
    void aDirectiveExtendsTheHold() {
        Instant until = hold.getHoldUntil().plus(Duration.ofDays(2));
        answers(answer(FreezeOutcome.HELD));

        world.comes(directive(DirectiveKind.EXTEND, SUSPECT.toString()).setUntil(until));

        FreezeAlert extended = world.lastSaid(ALERTS);
        assertThat(extended.getHoldUntil()).isEqualTo(until);
        assertThat(extended.getAlertId()).isEqualTo(hold.getAlertId());
        world.passes(Duration.ofHours(30));
        assertThat(world.said(ALERTS)).isEmpty();
        world.passes(Duration.ofHours(43));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);
    }

    @Test
    void anExtensionThatComesAfterTheEndHoldsAgain() {
        answers(answer(FreezeOutcome.HELD));
        world.passes(Duration.ofHours(25));
        world.said(ALERTS);
        Instant until = hold.getHoldUntil().plus(Duration.ofDays(2));

        world.comes(directive(DirectiveKind.EXTEND, SUSPECT.toString()).setUntil(until));

        assertThat(world.lastSaid(ALERTS)).satisfies(again -> {
            assertThat(again.getAction()).isEqualTo(AccountAction.HOLD);
            assertThat(again.getHoldUntil()).isEqualTo(until);
        });
    }

    @Test
    void anExtensionThatComesAfterTheEndHoldsNoLongerThanItSays() {
        world.passes(Duration.ofHours(25));
        world.said(ALERTS);
        Instant until = hold.getHoldUntil().plus(Duration.ofHours(5));

        world.comes(directive(DirectiveKind.EXTEND, SUSPECT.toString()).setUntil(until));
        assertThat(world.lastSaid(ALERTS)).satisfies(again -> {
            assertThat(again.getAction()).isEqualTo(AccountAction.HOLD);
            assertThat(again.getHoldUntil()).isEqualTo(until);
        });
        world.comes(accountEntry());
        assertThat(world.lastSaid(ALERTS).getHoldUntil()).isEqualTo(until);
        world.passes(Duration.ofHours(5));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);

        world.comes(report("R2"));
        assertThat(world.lastSaid(ALERTS)).satisfies(anew -> {
            assertThat(anew.getAction()).isEqualTo(AccountAction.HOLD);
            assertThat(anew.getHoldUntil()).isEqualTo(anew.getIssuedAt().plus(Duration.ofHours(24)));
        });
    }

    @Test
    void anExtensionThatIsOverWhenItIsHeardHoldsNothingAgain() {
        answers(answer(FreezeOutcome.HELD));
        world.passes(Duration.ofHours(26));
        world.said(ALERTS);

        world.comes(directive(DirectiveKind.EXTEND, SUSPECT.toString())
                .setUntil(hold.getHoldUntil().plus(Duration.ofHours(1))));

        world.comes(accountEntry());

        assertThat(world.said(ALERTS)).isEmpty();
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    @Test
    void anExtensionThatComesAfterTheEndOfAConfirmedFreezeFreezesAgain() {
        String unreported = AccountId.of(SUSPECT_BANK, "200000009").toString();
        Instant end = hold.getHoldUntil().plus(Duration.ofHours(1));
        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, unreported).setUntil(end));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.FREEZE);
        world.passes(Duration.ofHours(26));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);

        world.comes(directive(DirectiveKind.EXTEND, unreported).setUntil(end.plus(Duration.ofDays(2))));

        assertThat(world.lastSaid(ALERTS)).satisfies(again -> {
            assertThat(again.getAction()).isEqualTo(AccountAction.FREEZE);
            assertThat(again.getHoldUntil()).isEqualTo(end.plus(Duration.ofDays(2)));
        });
    }

    @Test
    void newGroundAfterTheEndOfAConfirmedFreezeIsHeldAndExtendedAsAHold() {
        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString())
                .setUntil(hold.getHoldUntil().plus(Duration.ofHours(1))));
        world.passes(Duration.ofHours(26));
        world.comes(report("R2"));
        FreezeAlert again = world.lastSaid(ALERTS);
        assertThat(again.getAction()).isEqualTo(AccountAction.HOLD);
        world.passes(Duration.ofHours(25));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);

        world.comes(directive(DirectiveKind.EXTEND, SUSPECT.toString())
                .setUntil(again.getHoldUntil().plus(Duration.ofDays(2))));

        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.HOLD);
    }

    @Test
    void aFreezeThatIsOrderedAfterTheHoldRanOutEndsInItsTurn() {
        world.passes(Duration.ofHours(25));
        world.said(ALERTS);
        Instant until = hold.getHoldUntil().plus(Duration.ofHours(3));

        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString()).setUntil(until));
        assertThat(world.lastSaid(ALERTS)).satisfies(freeze -> {
            assertThat(freeze.getAction()).isEqualTo(AccountAction.FREEZE);
            assertThat(freeze.getHoldUntil()).isEqualTo(until);
        });
        world.passes(Duration.ofHours(3));

        assertThat(world.lastSaid(ALERTS)).satisfies(release -> {
            assertThat(release.getAction()).isEqualTo(AccountAction.RELEASE);
            assertThat(release.getReasons()).containsExactly(AlertReason.HOLD_EXPIRED);
        });
        world.comes(report("R2"));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.HOLD);
        world.passes(Duration.ofHours(23));
        assertThat(world.said(ALERTS)).isEmpty();
    }

    @Test
    void aFreezeThatEndedWhileTheAccountWasClosedIsNotAskedForAgain() {
        freezesFor(Duration.ofHours(2));
        world.passes(Duration.ofHours(1));
        world.comes(accountEntry().setStatus(AccountStatus.CLOSED));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.WATCH);

        world.passes(Duration.ofHours(4));
        world.comes(accountEntry());

        isHeldForAWholeHold();
    }

    @Test
    void aFreezeThatEndedWhileTheBankTookNoPartIsNotAskedForAgain() {
        freezesFor(Duration.ofHours(2));
        world.comes(Topics.PARTICIPANTS, SUSPECT_BANK, null);
        world.comes(accountEntry());
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);

        world.passes(Duration.ofHours(4));
        world.comes(Samples.bank(SUSPECT_BANK, "Beta Bank"));
        world.comes(accountEntry().setOpenedAt(PAID));

        isHeldForAWholeHold();
    }

    @Test
    void aFreezeThatIsOverWhenItIsHeardIsRejectedAndTheHoldStands() {
        world.passes(Duration.ofHours(3));

        freezesFor(Duration.ofHours(2));

        assertThat(world.said(ALERTS)).isEmpty();
        assertThat(world.onlyRejected()).satisfies(rejected -> {
            assertThat(rejected.getReason()).isEqualTo(RejectReason.BAD_TIMESTAMP);
            assertThat(rejected.getMessage()).contains("D-CONFIRM_FREEZE", "was over when it was heard");
        });
        world.comes(accountEntry());
        assertThat(world.lastSaid(ALERTS)).satisfies(same -> {
            assertThat(same.getAction()).isEqualTo(AccountAction.HOLD);
            assertThat(same.getHoldUntil()).isEqualTo(hold.getHoldUntil());
        });
    }

    @Test
    void moreMoneyThatComesBeforeTheEndOfAFreezeIsSeenIsNotLetGoWithTheRest() {
        freezesFor(Duration.ofHours(2));
        world.said(ALERTS);
        Instant until = hold.getIssuedAt().plus(Duration.ofHours(2));
        world.answersAreReadUpTo(until.minusMillis(1));
        world.passes(Duration.ofHours(2).plusSeconds(2));

        world.comes(transfer().setTransferRef("TX2").setSettledAt(PAID.plusSeconds(60)));
        world.comes(
                report("R2").setPayments(List.of(payment().setTransferRef("TX2").build())));
        world.answersAreReadUpTo(Instant.MAX);

        assertThat(world.lastSaid(ALERTS).getHold()).containsExactly(new Amount("MYR", 2 * AMOUNT));
        world.passes(Duration.ofHours(23));
        assertThat(world.said(ALERTS)).isEmpty();
    }

    private void freezesFor(Duration time) {
        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString())
                .setUntil(hold.getIssuedAt().plus(time)));
    }

    private void isHeldForAWholeHold() {
        assertThat(world.lastSaid(ALERTS)).satisfies(held -> {
            assertThat(held.getAction()).isEqualTo(AccountAction.HOLD);
            assertThat(held.getHoldUntil()).isEqualTo(held.getIssuedAt().plus(Duration.ofHours(24)));
        });
        world.passes(Duration.ofHours(23));
        assertThat(world.said(ALERTS)).isEmpty();
    }

    @Test
    void theEndOfAHoldDoesNotEndADismissal() {
        world.comes(directive(DirectiveKind.DISMISS, SUSPECT.toString()));
        world.passes(Duration.ofDays(2));
        world.said(Topics.REVIEW_ITEMS);

        world.comes(accountEntry().setProtected$(true));
        world.comes(report("R9"));

        assertThat(world.said(Topics.REVIEW_ITEMS)).isEmpty();
    }

    @Test
    void anExtensionWithoutATimeIsRejected() {
        world.comes(directive(DirectiveKind.EXTEND, SUSPECT.toString()));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_TIMESTAMP);
    }

    @Test
    void aConfirmedFreezeHoldsUntilFurtherOrder() {
        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString()));
        FreezeAlert freeze = world.lastSaid(ALERTS);
        assertThat(freeze.getAction()).isEqualTo(AccountAction.FREEZE);
        assertThat(freeze.getHoldUntil()).isNull();

        world.passes(Duration.ofDays(40));

        assertThat(world.said(ALERTS)).isEmpty();
    }

    @Test
    void aConfirmedFreezeWithAnEndIsReleasedThen() {
        Instant until = PAID.plus(Duration.ofDays(3));
        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString()).setUntil(until));
        assertThat(world.lastSaid(ALERTS).getHoldUntil()).isEqualTo(until);

        world.passes(Duration.ofDays(4));

        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);
    }

    @Test
    void whatTheBankConfirmedStandsInTheTrailOfTheClaim() {
        answers(answer(FreezeOutcome.PARTLY_HELD).setHeld(held(120_000L)));

        EnrichedTrail trail = trail();
        assertThat(trail.getHeldMinor()).isEqualTo(AMOUNT);
        assertThat(trail.getConfirmedMinor()).isEqualTo(120_000);
        assertThat(trail.getReleasedMinor()).isZero();
        assertThat(trail.getAccounts().get(0).getConfirmedMinor()).isEqualTo(120_000);
        assertThat(trail.getBanks()).singleElement().satisfies(bank -> {
            assertThat(bank.getBank()).isEqualTo(SUSPECT_BANK);
            assertThat(bank.getHeldMinor()).isEqualTo(AMOUNT);
            assertThat(bank.getConfirmedMinor()).isEqualTo(120_000);
        });
    }

    @Test
    void aBankThatConfirmsMoreThanThereIsConfirmsWhatThereIs() {
        answers(answer(FreezeOutcome.HELD).setHeld(held(AMOUNT + 1)));

        assertThat(trail().getConfirmedMinor()).isEqualTo(AMOUNT);
    }

    @Test
    void whatIsConfirmedGoesToTheNewestMoneyFirst() {
        world.comes(transfer()
                .setTransferRef("TX2")
                .setSettledAt(PAID.plusSeconds(60))
                .setAmountMinor(30_000));
        world.comes(report("R2")
                .setPayments(List.of(
                        payment().setTransferRef("TX2").setAmountMinor(30_000).build())));
        hold = world.lastSaid(ALERTS);
        world.said(Topics.ENRICHED_REPORTS);

        answers(answer(FreezeOutcome.PARTLY_HELD).setHeld(held(50_000L)));

        List<EnrichedReport> files = world.said(Topics.ENRICHED_REPORTS);
        assertThat(confirmed(files, "R2")).isEqualTo(30_000);
        assertThat(confirmed(files, "R1")).isEqualTo(20_000);
    }

    @Test
    void whatIsLetGoStandsInTheTrailOfTheClaim() {
        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()));
        assertThat(trail().getReleasedMinor()).isEqualTo(AMOUNT);

        world.comes(report("R2"));

        EnrichedReport first = world.said(Topics.ENRICHED_REPORTS).stream()
                .filter(file -> file.getReportId().equals("R1"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(first.getPayments().get(0).getTrail().getReleasedMinor()).isZero();
    }

    private EnrichedTrail trail() {
        EnrichedReport file = world.lastSaid(Topics.ENRICHED_REPORTS);
        return file.getPayments().get(0).getTrail();
    }

    private static long confirmed(List<EnrichedReport> files, String reportId) {
        return files.stream()
                .filter(file -> file.getReportId().equals(reportId))
                .reduce((earlier, later) -> later)
                .map(file -> file.getPayments().get(0).getTrail().getConfirmedMinor())
                .orElseThrow();
    }

    private FreezeResponse.Builder answer(FreezeOutcome outcome) {
        return Samples.answer(hold, outcome);
    }

    private static List<Amount> held(Long minor) {
        return minor == null ? List.of() : List.of(new Amount("MYR", minor));
    }

    private void answers(FreezeResponse.Builder answer) {
        world.comes(answer.build());
    }

    private List<Escalation> escalations() {
        return world.said(Topics.ESCALATIONS);
    }

    private EnrichedAccount account() {
        EnrichedReport file = world.lastSaid(Topics.ENRICHED_REPORTS);
        return file.getAccounts().get(0);
    }
}
