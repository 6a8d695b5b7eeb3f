package io.sekat.benchmarks.hot;

import io.sekat.events.EnrichedTrail;
import io.sekat.events.TaintedCredit;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.Root;
import java.util.List;

/** The book of an account that stolen money did not reach. */
final class NoMoney implements AccountDecider.Money {
    @Override
    public List<TaintedCredit> open() {
        return List.of();
    }

    @Override
    public boolean hasMoved(Root root) {
        return false;
    }

    @Override
    public EnrichedTrail trail(Root root) {
        return EnrichedTrail.newBuilder().build();
    }
}
