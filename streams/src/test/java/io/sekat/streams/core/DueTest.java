package io.sekat.streams.core;

import static io.sekat.streams.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueTest {
    private static final Duration WITHIN = Duration.ofMinutes(15);

    @Test
    void anAnswerToTheNewestRevisionLeavesNothingOwed() {
        Due due = Due.asked(Due.asked(null, at(1, NOW)), at(4, NOW.plusSeconds(60)));

        assertThat(due.answered(4)).isNull();
    }

    @Test
    void anAnswerToAnOlderRevisionLeavesTheNewestOwedFromItsOwnTime() {
        Due due = Due.asked(Due.asked(null, at(1, NOW)), at(4, NOW.plusSeconds(60)))
                .noticed();

        Due left = due.answered(2);

        assertThat(left).isNotNull();
        assertThat(left.nextNotice()).contains(NOW.plusSeconds(60).plus(WITHIN));
        assertThat(left.notices()).isZero();
    }

    @Test
    void anAnswerFromBeforeWhatIsOwedChangesNothing() {
        Due due = Due.asked(null, at(3, NOW));

        assertThat(due.answered(2)).isEqualTo(due);
    }

    @Test
    void aNewRevisionDoesNotTakeBackTheDeadlineOfTheOneThatWasNotAnswered() {
        Due due = Due.asked(Due.asked(null, at(1, NOW)), at(2, NOW.plusSeconds(600)));

        assertThat(due.nextNotice()).contains(NOW.plus(WITHIN));
    }

    @Test
    void theSecondNoticeComesWhenAsMuchTimeAgainHasPassedAndThenNone() {
        Due due = Due.asked(null, at(1, NOW));

        assertThat(due.nextNotice()).contains(NOW.plus(WITHIN));
        assertThat(due.noticed().nextNotice()).contains(NOW.plus(WITHIN).plus(WITHIN));
        assertThat(due.noticed().noticed().nextNotice()).isEmpty();
    }

    @Test
    void whatIsAskedAfterBothNoticesHasItsOwn() {
        Instant later = NOW.plus(WITHIN.multipliedBy(3));
        Due spent = Due.asked(null, at(1, NOW)).noticed().noticed();

        Due due = Due.asked(Due.asked(spent, at(2, later)), at(3, later.plusSeconds(60)));

        assertThat(due.notices()).isZero();
        assertThat(due.nextNotice()).contains(later.plus(WITHIN));
        assertThat(due.noticed().nextNotice()).contains(later.plus(WITHIN).plus(WITHIN));
        assertThat(due.answered(1)).isEqualTo(due);
        assertThat(due.answered(3)).isNull();
    }

    @Test
    void anAnswerToWhatWasEscalatedTwiceIsLateAlthoughMoreWasAsked() {
        Due spent = Due.asked(Due.asked(null, at(2, NOW)), at(3, NOW.plus(WITHIN)))
                .noticed()
                .noticed();
        Instant later = NOW.plus(WITHIN.multipliedBy(2)).minusSeconds(1);

        Due due = Due.asked(spent, at(4, later));

        assertThat(due.isLate(1, later)).isFalse();
        assertThat(due.isLate(2, later)).isTrue();
        assertThat(due.isLate(3, later)).isFalse();
        assertThat(due.isLate(4, later)).isFalse();
        assertThat(due.noticed().isLate(2, later)).isTrue();
    }

    @Test
    void anAnswerIsLateAfterTheDeadlineOfTheRevisionThatItAnswers() {
        Due due = Due.asked(Due.asked(null, at(1, NOW)), at(2, NOW.plusSeconds(60)));
        Instant between = NOW.plus(WITHIN).plusSeconds(30);

        assertThat(due.isLate(1, NOW.plus(WITHIN))).isFalse();
        assertThat(due.isLate(1, between)).isTrue();
        assertThat(due.isLate(2, between)).isFalse();
        assertThat(due.isLate(2, between.plusSeconds(31))).isTrue();
    }

    private static Due.Question at(long revision, Instant askedAt) {
        return new Due.Question(revision, askedAt, askedAt.plus(WITHIN));
    }
}
