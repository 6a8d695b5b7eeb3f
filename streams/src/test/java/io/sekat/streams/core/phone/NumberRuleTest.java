package io.sekat.streams.core.phone;

import static io.sekat.events.AlertReason.DIRECTIVE;
import static io.sekat.events.AlertReason.LINE_TERMINATED;
import static io.sekat.events.AlertReason.NAMED_IN_REPORT;
import static io.sekat.events.AlertReason.PROTECTED;
import static io.sekat.events.AlertReason.RECYCLED_NUMBER;
import static io.sekat.events.AlertReason.SEVERAL_VICTIMS;
import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.REPORTED;
import static io.sekat.streams.Samples.RULES;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.numberNamed;
import static io.sekat.streams.Samples.phoneEntry;
import static io.sekat.streams.Samples.toNumber;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.DirectiveKind;
import io.sekat.events.LineStatus;
import io.sekat.events.NumberAction;
import io.sekat.events.NumberMessage;
import io.sekat.events.PhoneEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator is asked, design section 4.5. */
class NumberRuleTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final NumberMessage NAMED = numberNamed("R1");
    private static final NumberMessage BLOCK =
            toNumber(directive(DirectiveKind.CONFIRM_BLOCK, NUMBER.e164()).build());
    private static final NumberMessage RELEASE =
            toNumber(directive(DirectiveKind.RELEASE, NUMBER.e164()).build());
    private static final NumberMessage DISMISS =
            toNumber(directive(DirectiveKind.DISMISS, NUMBER.e164()).build());

    private final PhoneEntry.Builder line = phoneEntry();

    @Test
    void aNumberThatOneReportNamesIsWatched() {
        NumberDecision decision = decide(NAMED);

        assertThat(decision.action()).isEqualTo(NumberAction.WATCH);
        assertThat(decision.operator()).isEqualTo("CELCO");
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT);
    }

    @Test
    void aNumberThatNothingSpeaksAgainstGivesNone() {
        assertThat(decide().action()).isEqualTo(NumberAction.NONE);
    }

    @Test
    void aNumberThatIsNotInTheDirectoryHasNobodyToAsk() {
        NumberDecision decision = NumberRule.decide(heard(NAMED, BLOCK), Optional.empty(), false, RULES);

        assertThat(decision.action()).isEqualTo(NumberAction.NONE);
        assertThat(decision.operator()).isEmpty();
    }

    @Test
    void twoVictimsWithinSevenDaysBlock() {
        NumberDecision decision = decide(NAMED, numberNamed("R2", "other", REPORTED.plus(WEEK), PAID));

        assertThat(decision.action()).isEqualTo(NumberAction.BLOCK);
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT, SEVERAL_VICTIMS);
    }

    @Test
    void twoVictimsOverOneMillisecondMoreThanSevenDaysDoNotBlock() {
        NumberMessage later = numberNamed("R2", "other", REPORTED.plus(WEEK).plusMillis(1), PAID);

        assertThat(decide(NAMED, later).action()).isEqualTo(NumberAction.WATCH);
    }

    @Test
    void twoReportsOfOneVictimDoNotBlock() {
        NumberMessage again = numberNamed("R2", "person-of-R1", REPORTED, PAID);

        assertThat(decide(NAMED, again).action()).isEqualTo(NumberAction.WATCH);
    }

    @Test
    void aNumberThatChangedHandsAfterEveryIncidentIsForPeople() {
        line.setActivatedAt(PAID.plusMillis(1));

        NumberDecision decision = decide(NAMED, numberNamed("R2"));

        assertThat(decision.action()).isEqualTo(NumberAction.REVIEW);
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT, RECYCLED_NUMBER);
    }

    @Test
    void anIncidentAtTheMomentOfActivationCounts() {
        line.setActivatedAt(PAID);

        assertThat(decide(NAMED, numberNamed("R2")).action()).isEqualTo(NumberAction.BLOCK);
    }

    @Test
    void incidentsBeforeTheActivationDoNotCountTowardsABlock() {
        line.setActivatedAt(PAID);
        NumberMessage earlier = numberNamed("R2", "other", REPORTED, PAID.minusMillis(1));

        assertThat(decide(NAMED, earlier).action()).isEqualTo(NumberAction.WATCH);
    }

    @Test
    void aNumberWithoutAnActivationTimeIsNotTakenForRecycled() {
        line.setActivatedAt(null);

        assertThat(decide(NAMED, numberNamed("R2", "other", REPORTED, Instant.EPOCH))
                        .action())
                .isEqualTo(NumberAction.BLOCK);
    }

    @Test
    void aProtectedNumberIsForPeopleHoweverManyVictims() {
        line.setProtected$(true);

        NumberDecision decision = decide(NAMED, numberNamed("R2"));

        assertThat(decision.action()).isEqualTo(NumberAction.REVIEW);
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT, PROTECTED);
    }

    @Test
    void nothingIsAskedAboutATerminatedLineEvenByDirective() {
        line.setStatus(LineStatus.TERMINATED).setProtected$(true);

        NumberDecision decision = decide(NAMED, BLOCK);

        assertThat(decision.action()).isEqualTo(NumberAction.NONE);
        assertThat(decision.reasons()).contains(LINE_TERMINATED);
    }

    @Test
    void aDirectiveBlocksEvenAProtectedOrRecycledNumber() {
        line.setProtected$(true).setActivatedAt(PAID.plus(WEEK));

        NumberDecision decision = decide(NAMED, BLOCK);

        assertThat(decision.action()).isEqualTo(NumberAction.BLOCK);
        assertThat(decision.reasons()).containsExactly(NAMED_IN_REPORT, DIRECTIVE);
    }

    @Test
    void aDirectiveToReleaseAsksNothing() {
        assertThat(decide(NAMED, numberNamed("R2"), RELEASE).action()).isEqualTo(NumberAction.NONE);
    }

    @Test
    void aNewReportEndsADirectiveToReleaseAndTheSameDirectiveAgainDoesNot() {
        assertThat(decide(NAMED, RELEASE, numberNamed("R2")).action()).isEqualTo(NumberAction.BLOCK);
        assertThat(decide(NAMED, RELEASE, numberNamed("R2"), RELEASE).action()).isEqualTo(NumberAction.BLOCK);
        assertThat(decide(NAMED, RELEASE, NAMED).action()).isEqualTo(NumberAction.NONE);
    }

    @Test
    void aNumberOfAnOperatorThatDoesNotTakePartIsForPeople() {
        NumberDecision decision = NumberRule.decide(heard(NAMED, BLOCK), Optional.of(line.build()), false, RULES);

        assertThat(decision.action()).isEqualTo(NumberAction.REVIEW);
    }

    @Test
    void aDismissedReviewIsNotRaisedAgainWhateverComes() {
        line.setProtected$(true);
        NumberDecision guarded = decide(NAMED, DISMISS, numberNamed("R2"));
        assertThat(guarded.action()).isEqualTo(NumberAction.NONE);
        assertThat(guarded.reasons()).containsExactly(NAMED_IN_REPORT, DIRECTIVE);

        line.setProtected$(false).setActivatedAt(PAID.plusMillis(1));
        assertThat(decide(NAMED, DISMISS, numberNamed("R2")).action()).isEqualTo(NumberAction.NONE);

        assertThat(NumberRule.decide(heard(NAMED, DISMISS), Optional.of(line.build()), false, RULES)
                        .action())
                .isEqualTo(NumberAction.NONE);
    }

    @Test
    void aReviewThatIsReleasedIsRaisedAgainByANewReport() {
        line.setProtected$(true);

        assertThat(decide(NAMED, RELEASE, numberNamed("R2")).action()).isEqualTo(NumberAction.REVIEW);
    }

    @Test
    void whatIsNotForPeopleIsDecidedAsIfNothingHadBeenDismissed() {
        assertThat(decide(NAMED, DISMISS).action()).isEqualTo(NumberAction.WATCH);
        assertThat(decide(NAMED, numberNamed("R2"), DISMISS).action()).isEqualTo(NumberAction.BLOCK);
    }

    private NumberDecision decide(NumberMessage... messages) {
        return NumberRule.decide(heard(messages), Optional.of(line.build()), true, RULES);
    }

    private static NumberState heard(NumberMessage... messages) {
        NumberState state = NumberState.EMPTY;
        for (NumberMessage message : messages) {
            state = NumberDecider.hear(state, message);
        }
        return state;
    }
}
