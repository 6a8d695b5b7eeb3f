package io.sekat.benchmarks.hot;

import io.sekat.money.Money;
import io.sekat.streams.core.trail.Changes;
import io.sekat.streams.core.trail.Limits;
import io.sekat.streams.core.trail.Outgoing;
import io.sekat.streams.core.trail.Part;
import io.sekat.streams.core.trail.Position;
import io.sekat.streams.core.trail.Replay;
import io.sekat.streams.core.trail.Settlement;
import io.sekat.streams.core.trail.TrailRoot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bringing an account up to date that is settled but for what came last. */
@State(Scope.Thread)
public class ReplayBenchmark {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Limits LIMITS = new Limits(5, Duration.ofDays(3), new BigDecimal("10.00"));
    private static final int LOTS = 20;

    /** How many transfers the account has made. */
    @Param({"100", "10000"})
    public int transfers;

    private TreeLedger ledger = new TreeLedger();

    /** An account with many transfers, some of which carried stolen money. */
    @Setup
    public void fill() {
        ledger = new TreeLedger();
        for (int i = 0; i < transfers; i++) {
            Replay.settle(ledger, LIMITS, new Changes().transfer(transfer(2 * i, 2_000)));
        }
        for (int lot = 0; lot < LOTS; lot++) {
            Replay.settle(ledger, LIMITS, credit(2 * (transfers / LOTS) * lot + 1, 5_000));
        }
    }

    /** A clean transfer at the end, and its return. */
    @Benchmark
    public Settlement cleanTransfer() {
        Outgoing transfer = transfer(2 * transfers + 10, 2_000);
        Replay.settle(ledger, LIMITS, new Changes().transfer(transfer));
        return Replay.settle(ledger, LIMITS, new Changes().noTransfer(transfer.position()));
    }

    /** Stolen money in the middle that leaves with three transfers, and its withdrawal. */
    @Benchmark
    public Settlement stolenMoney() {
        int second = 2 * (transfers / 2) + 1;
        Replay.settle(ledger, LIMITS, credit(second, 6_000));
        return Replay.settle(ledger, LIMITS, new Changes().credit("BANK:before", at(second), List.of()));
    }

    private static Changes credit(int second, long minor) {
        TrailRoot root = new TrailRoot("BANK:victim", "V" + second, at(second).time());
        return new Changes().credit("BANK:before", at(second), List.of(new Part(root, 1, minor)));
    }

    private static Outgoing transfer(int second, long minor) {
        return new Outgoing(at(second), "BANK:next", new Money("MYR", minor), 0);
    }

    private static Position at(int second) {
        return new Position(START.plusSeconds(second), "T" + second);
    }
}
