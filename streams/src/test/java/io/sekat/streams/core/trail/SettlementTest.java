package io.sekat.streams.core.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.money.Money;
import io.sekat.streams.core.trail.Settlement.LotChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** More stolen money is new ground (docs/decisions/0004 and 0014). */
class SettlementTest {
    private static final Instant PAID = Instant.parse("2026-03-02T06:00:00Z");
    private static final TrailRoot FIRST = new TrailRoot("BANKMYKL:1", "A", PAID);
    private static final TrailRoot SECOND = new TrailRoot("BANKMYKL:2", "B", PAID);

    @Test
    void aLotThatComesIsMore() {
        assertThat(settled(change(null, lot(FIRST, 0, 500, 500))).bringsMore()).isTrue();
    }

    @Test
    void aLotThatGrowsIsMore() {
        assertThat(settled(change(lot(FIRST, 0, 500, 500), lot(FIRST, 0, 1_000, 1_000)))
                        .bringsMore())
                .isTrue();
    }

    @Test
    void anotherVictimsMoneyInTheSamePlaceIsMore() {
        assertThat(settled(change(lot(FIRST, 0, 500, 500), null), change(null, lot(SECOND, 0, 500, 500)))
                        .bringsMore())
                .isTrue();
    }

    @Test
    void aLotThatGoesShrinksOrMovesUpIsNotMore() {
        assertThat(settled(
                                change(lot(SECOND, 0, 500, 500), null),
                                change(lot(FIRST, 1, 500, 500), null),
                                change(null, lot(FIRST, 0, 400, 400)))
                        .bringsMore())
                .isFalse();
    }

    /** A transfer that did not stand: what it took is in the lot again, but it came long ago. */
    @Test
    void aLotOfWhichLessHasLeftIsNotMore() {
        assertThat(settled(change(lot(FIRST, 0, 500, 100), lot(FIRST, 0, 500, 500)))
                        .bringsMore())
                .isFalse();
    }

    private static Settlement settled(LotChange... lots) {
        return new Settlement(List.of(), List.of(lots));
    }

    private static LotChange change(@Nullable LotState before, @Nullable LotState after) {
        return new LotChange(before, after);
    }

    private static LotState lot(TrailRoot root, int place, long minor, long open) {
        Position credit = new Position(PAID.plus(Duration.ofHours(1)), "C");
        return new LotState(new Lot(new LotId(credit, "BANKMYKL:3", place), root, 2, new Money("MYR", minor)), open);
    }
}
