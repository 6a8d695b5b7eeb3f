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
