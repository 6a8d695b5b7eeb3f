package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.torture.Transfer.Root;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Root THEFT = new Root("B:victim", "T0");

    private final List<Transfer> transfers = new ArrayList<>();

    private void pay(int minutes, String debtor, @Nullable String creditor, long minor) {
        transfers.add(new Transfer(
                debtor, "T" + transfers.size(), START.plus(Duration.ofMinutes(minutes)), creditor, "MYR", minor));
    }

    private Replay.Fate fate(long claimed) {
        return new Replay(transfers, Map.of(THEFT, claimed)).fate(THEFT);
    }

    @Test
    void stolenMoneyLeavesFirstAndEverySenIsAccountedFor() {
        pay(0, "B:victim", "B:mule", 50_000);
        pay(1, "B:mule", "B:second", 20_000);
        pay(2, "B:mule", null, 15_000);
        pay(3, "B:second", "B:victim", 5_000);

        Replay.Fate fate = fate(40_000);

        assertThat(fate.held()).isEqualTo(Map.of("B:mule", 5_000L, "B:second", 15_000L));
        assertThat(fate.cashedOut()).isEqualTo(15_000);
        assertThat(fate.returned()).isEqualTo(5_000);
    }

    @Test
    void whatTooSmallATransferCarriesStays() {
        pay(0, "B:victim", "B:mule", 50_000);
        pay(1, "B:mule", "B:second", Replay.MIN_MINOR - 1);

        assertThat(fate(50_000).held()).isEqualTo(Map.of("B:mule", 50_000L));
    }

    @Test
    void whatLeavesAfterTheHorizonStays() {
        pay(0, "B:victim", "B:mule", 50_000);
        pay((int) Replay.HORIZON.toMinutes(), "B:mule", "B:second", 10_000);
        pay((int) Replay.HORIZON.toMinutes() + 1, "B:mule", "B:third", 10_000);

        assertThat(fate(50_000).held()).isEqualTo(Map.of("B:mule", 40_000L, "B:second", 10_000L));
    }

    @Test
    void theLastHopIsTheEnd() {
        pay(0, "B:victim", "B:1", 50_000);
        for (int hop = 1; hop <= Replay.MAX_HOPS; hop++) {
            pay(hop, "B:" + hop, "B:" + (hop + 1), 50_000);
        }

        assertThat(fate(50_000).held().get("B:" + Replay.MAX_HOPS)).isEqualTo(50_000);
    }

    @Test
    void whatAnAccountGivesBackIsReturnedAndTheRestStays() {
        pay(0, "B:victim", "B:mule", 50_000);
        pay(1, "B:mule", "B:second", 20_000);
        Replay replay = new Replay(transfers, Map.of(THEFT, 50_000L));

        replay.giveBack("B:mule", THEFT);

        assertThat(replay.fate(THEFT).held()).isEqualTo(Map.of("B:mule", 0L, "B:second", 20_000L));
        assertThat(replay.fate(THEFT).returned()).isEqualTo(30_000);
    }

    @Test
    void moneyCannotLeaveBeforeItCame() {
        pay(5, "B:victim", "B:mule", 50_000);
        pay(1, "B:mule", "B:second", 50_000);

        assertThat(fate(50_000).held()).isEqualTo(Map.of("B:mule", 50_000L));
    }
}
