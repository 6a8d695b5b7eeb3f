package io.sekat.streams.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.FreezeOutcome;
import io.sekat.money.Money;
import io.sekat.money.Sums;
import io.sekat.streams.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was given back is taken off what the bank confirmed (docs/decisions/0015). */
class GoneTest {
    private static final Gone BEFORE = Gone.NONE.withGivenBack("MYR", 100).withMoved("MYR", 40);

    @Test
    void whatWasGivenBackBeforeTheAnswerIsNotTakenOff() {
        assertThat(stillHeld(3_000, BEFORE, BEFORE)).isEqualTo(3_000);
    }

    @Test
    void whatWasGivenBackAfterTheAnswerIsTakenOff() {
        assertThat(stillHeld(3_000, BEFORE, BEFORE.withGivenBack("MYR", 1_000))).isEqualTo(2_000);
    }

    @Test
    void noMoreIsTakenOffThanThereIs() {
        assertThat(stillHeld(3_000, BEFORE, BEFORE.withGivenBack("MYR", 3_001))).isZero();
    }

    @Test
    void whatDidNotStandIsHeldAgainButNoMoreThanWasConfirmed() {
        assertThat(stillHeld(3_000, BEFORE, BEFORE.withGivenBack("MYR", -100))).isEqualTo(3_000);
    }

    @Test
    void whatLeftWithTransfersLikeOthersIsNotTakenOff() {
        assertThat(stillHeld(3_000, BEFORE, BEFORE.withMoved("MYR", 1_000))).isEqualTo(3_000);
    }

    /** The transfer came before the answer, and the bank said only after it that it gave money back. */
    @Test
    void whatHadLeftBeforeTheAnswerAndTurnsOutToBeGivenBackIsNotTakenOff() {
        Gone then = BEFORE.withMoved("MYR", 1_000);

        assertThat(stillHeld(3_000, then, BEFORE.withGivenBack("MYR", 1_000))).isEqualTo(3_000);
        assertThat(stillHeld(3_000, then, BEFORE.withGivenBack("MYR", 1_200))).isEqualTo(2_800);
    }

    @Test
    void currenciesDoNotMix() {
        assertThat(stillHeld(3_000, BEFORE, BEFORE.withGivenBack("AUD", 1_000))).isEqualTo(3_000);
    }

    private static long stillHeld(long confirmed, Gone then, Gone now) {
        Sums held = Sums.of(List.of(new Money("MYR", confirmed)));
        return new BankAnswer("A1", 1, 1, FreezeOutcome.HELD, held, null, Samples.PAID, Samples.RECEIVED, false, then)
                .stillHeld(now)
                .byCurrency()
                .getOrDefault("MYR", 0L);
    }
}
