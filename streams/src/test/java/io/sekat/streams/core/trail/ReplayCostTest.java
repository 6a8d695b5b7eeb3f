package io.sekat.streams.core.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a settlement costs, in visits to the ledger: they grow with the stolen money concerned, not with the account. */
class ReplayCostTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Limits LIMITS = new Limits(5, Duration.ofHours(12), new BigDecimal("10.00"));
    private static final int MANY = 100_000;

    private final MemoryLedger ledger = new MemoryLedger("BANK:shop", "MYR");

    @Test
    void aTransferAtTheEndCostsTheSameAfterManyCleanOnes() {
        pay(0, MANY);
        credit(MANY, root(MANY), 1, 5_000);
        assertThat(visitsOf(paid(MANY + 1, 2_000))).isLessThan(20);
        assertThat(ledger.carried.list()).hasSize(1);
        assertThat(visitsOf(paid(MANY + 2, 500))).isLessThan(20);
        assertThat(visitsOf(paid(MANY + 3, 9_000))).isLessThan(20);
        assertThat(visitsOf(paid(MANY + 4, 9_000))).isLessThan(20);
        assertThat(ledger.carried.list()).hasSize(2);
    }

    @Test
    void aLotAmongManyCleanTransfersCostsUntilItIsUsedUp() {
        pay(0, MANY);
        assertThat(visitsOf(credited(MANY / 2, root(MANY / 2), 1, 10_000))).isLessThan(60);
        assertThat(ledger.carried.list()).hasSize(5);
        assertThat(visitsOf(credited(MANY / 2, root(MANY / 2), 1, 9_000))).isLessThan(60);
        assertThat(visitsOf(gone(MANY / 2))).isLessThan(60);
        assertThat(ledger.carried.list()).isEmpty();
    }

    @Test
    void transfersTooSmallToCarryMoneyCostNothing() {
        for (int i = 0; i < MANY; i++) {
            Replay.settle(ledger, LIMITS, paid(i, 900));
        }
        assertThat(visitsOf(credited(1, root(1), 1, 10_000))).isLessThan(20);
        assertThat(visitsOf(credited(2, root(2), 1, 10_000))).isLessThan(20);
        assertThat(visitsOf(paid(40_000, 20_000))).isLessThan(40);
        assertThat(ledger.carried.list()).hasSize(1);
    }

    @Test
    void lotsThatMayNotLeaveCostOnce() {
        int lots = 1_000;
        int end = 12 * 3_600;
        for (int i = 0; i < lots; i++) {
            credit(end - 2 * lots + 2 * i, root(0), 1, 5_000);
            credit(end - 2 * lots + 2 * i + 1, root(i), 5, 5_000);
        }
        assertThat(visitsOf(paid(end + 1, 2_000))).isGreaterThan(lots);
        assertThat(visitsOf(paid(end + 2, 2_000))).isLessThan(20);
        credit(end + 3, root(end), 1, 2_000);
        assertThat(visitsOf(paid(end + 4, 2_000))).isLessThan(20);
        assertThat(ledger.carried.list()).hasSize(1);
        assertThat(visitsOf(paid(end + 5, 2_000))).isLessThan(20);
    }

    @Test
    void lotsThatAreUsedUpOrWaitCostNothing() {
        for (int i = 0; i < 1_000; i++) {
            credit(2 * i, root(2 * i), 1, 2_000);
            Replay.settle(ledger, LIMITS, paid(2 * i + 1, 2_000));
        }
        for (int i = 0; i < 1_000; i++) {
            credit(3_000 + i, root(3_000 + i), 1, 2_000);
        }
        assertThat(visitsOf(paid(5_000, 1_000))).isLessThan(20);
        assertThat(visitsOf(paid(5_001, 2_000))).isLessThan(20);
        assertThat(ledger.carried.list()).hasSize(1_002);
    }

    @Test
    void whatGoesCostsTheTransfersThatItChanges() {
        credit(0, root(0), 1, 5_000);
        credit(1, root(1), 5, 5_000);
        for (int i = 500; i < 1_500; i++) {
            credit(100 * i, root(100 * i), 1, 2_000);
            Replay.settle(ledger, LIMITS, paid(100 * i + 1, 2_000));
        }
        assertThat(visitsOf(gone(70_000))).isLessThan(20);
        assertThat(visitsOf(gone(0))).isLessThan(20);
        assertThat(visitsOf(gone(1))).isLessThan(20);
        assertThat(visitsOf(credited(2, root(2), 5, 5_000))).isLessThan(20);
    }

    @Test
    void oldClaimsCostNothing() {
        for (int i = 0; i < 1_000; i++) {
            Money amount = new Money("MYR", 2_000);
            Replay.settle(
                    ledger, LIMITS, new Changes().transfer(new Outgoing(at(i), "BANK:next", amount, amount.minor())));
        }
        assertThat(visitsOf(paid(14 * 3_600, 2_000))).isLessThan(20);
    }

    @Test
    void aLotThatMayNotLeaveStopsAtTheFirstTransferAfterIt() {
        pay(0, MANY);
        assertThat(visitsOf(credited(50_000, root(0), 1, 10_000))).isLessThan(30);
        assertThat(visitsOf(credited(1_000, root(1_000), 5, 10_000))).isLessThan(30);
    }

    @Test
    void aCorrectionCostsTheTransfersThatCarriedAfterIt() {
        pay(0, MANY);
        for (int i = 0; i < 100; i++) {
            credit(100 * i, root(100 * i), 1, 2_000);
        }
        assertThat(ledger.carried.list()).hasSize(100);
        assertThat(visitsOf(credited(5_050, root(5_050), 1, 2_000))).isLessThan(40);
        assertThat(visitsOf(credited(9_950, root(9_950), 1, 2_000))).isLessThan(40);
        assertThat(visitsOf(credited(9_950, root(9_950), 1, 2_000))).isLessThan(5);
    }

    @Test
    void whatIsSaidAgainCostsOneLook() {
        pay(0, 10);
        assertThat(visitsOf(paid(5, 2_000))).isEqualTo(1);
    }

    private void pay(int from, int count) {
        for (int i = 0; i < count; i++) {
            Outgoing transfer = transfer(from + i, 2_000);
            ledger.transfers.values.put(transfer.position(), transfer);
        }
    }

    private void credit(int second, TrailRoot root, int hop, long minor) {
        Replay.settle(ledger, LIMITS, credited(second, root, hop, minor));
    }

    private long visitsOf(Changes changes) {
        long before = ledger.visits;
        Replay.settle(ledger, LIMITS, changes);
        return ledger.visits - before;
    }

    private static Changes credited(int second, TrailRoot root, int hop, long minor) {
        return new Changes().credit("BANK:before", at(second), List.of(new Part(root, hop, minor)));
    }

    private static Changes gone(int second) {
        return new Changes().credit("BANK:before", at(second), List.of());
    }

    private static Changes paid(int second, long minor) {
        return new Changes().transfer(transfer(second, minor));
    }

    private static Outgoing transfer(int second, long minor) {
        return new Outgoing(at(second), "BANK:next", new Money("MYR", minor), 0);
    }

    private static TrailRoot root(int second) {
        return new TrailRoot("BANK:victim", "V" + second, START.plusSeconds(second));
    }

    private static Position at(int second) {
        return new Position(START.plusSeconds(second), "T" + second);
    }
}
