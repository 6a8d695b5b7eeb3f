package io.sekat.streams.core.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.money.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Instant PAID = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void hasTheSmallestHopAndTheFirstPosition() {
        assertThat(Reach.of(List.of(lot("B", 2), lot("A", 3), lot("C", 4))))
                .contains(new Reach(2, new Position(PAID, "A")));
    }

    @Test
    void isEmptyWhereNothingCame() {
        assertThat(Reach.of(List.of())).isEmpty();
    }

    private static Lot lot(String reference, int hop) {
        LotId id = new LotId(new Position(PAID, reference), "BANK:before", 0);
        return new Lot(id, new TrailRoot("BANK:victim", "V", PAID), hop, new Money("MYR", 1_000));
    }
}
