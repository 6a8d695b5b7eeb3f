package io.sekat.streams.core.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.money.Money;
import io.sekat.streams.core.trail.Settlement.TransferChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One account's money in one currency as the wiring would keep it; every settlement is checked against the plain rule. */
final class Node {
    final MemoryLedger ledger;
    private final Limits limits;
    private Changes pending = new Changes();
    private final Map<Position, Outgoing> transfers = new HashMap<>();
    private final Map<LotId, List<Part>> credits = new HashMap<>();
    private final Map<TrailRoot, Position> cutoffs = new HashMap<>();
    private final Map<LotOrigin, Long> returns = new HashMap<>();
    private Map<Position, List<Part>> told = new TreeMap<>();
    private Map<LotId, LotState> known = new TreeMap<>();

    Node(String account, String currency, Limits limits) {
        this.ledger = new MemoryLedger(account, currency);
        this.limits = limits;
    }

    void transfer(Outgoing transfer) {
        pending.transfer(transfer);
        transfers.put(transfer.position(), transfer);
    }

    void noTransfer(Position position) {
        pending.noTransfer(position);
        transfers.remove(position);
    }

    void credit(String debtor, Position position, List<Part> parts) {
        pending.credit(debtor, position, parts);
        credits.put(new LotId(position, debtor, 0), parts);
    }

    void cutoff(TrailRoot root, Position position) {
        pending.cutoff(root, position);
        cutoffs.put(root, position);
    }

    void returned(LotOrigin lot, long minor) {
        pending.returned(lot, minor);
        returns.put(lot, minor);
    }

    void noCutoff(TrailRoot root) {
        pending.cutoff(root, null);
        cutoffs.remove(root);
    }

    Settlement settle() {
        Settlement settlement = Replay.settle(ledger, limits, pending);
        pending = new Changes();
        check(settlement);
        return settlement;
    }

    private void check(Settlement settlement) {
        Allocation plain = Allocation.of(ledger.account(), lots(), transfers.values(), limits, cutoffs);
        Map<Position, List<Part>> parts = new TreeMap<>();
        ledger.carried.list().forEach(one -> parts.put(one.transfer().position(), one.parts()));
        assertThat(parts).isEqualTo(plain.parts());
        Map<LotId, LotState> states = new TreeMap<>(ledger.lots.values);
        Map<LotId, Long> open = new HashMap<>();
        states.forEach((id, state) -> open.put(id, state.openMinor()));
        assertThat(open).isEqualTo(plain.openMinor());
        assertThat(ledger.transfers.values).isEqualTo(mattering());
        checkChanges(settlement, parts, states);
        told = parts;
        known = states;
    }

    /** What the ledger has of the transfers: those too small to carry money are left out, unless they are claimed. */
    private Map<Position, Outgoing> mattering() {
        Map<Position, Outgoing> mattering = new TreeMap<>(transfers);
        mattering.values().removeIf(one -> one.claimedMinor() == 0 && !limits.carries(one.amount()));
        return mattering;
    }

    private void checkChanges(Settlement settlement, Map<Position, List<Part>> parts, Map<LotId, LotState> states) {
        Map<Position, List<Part>> retold = new TreeMap<>(told);
        for (TransferChange change : settlement.transfers()) {
            Position position = change.transfer().position();
            assertThat(change.before()).isEqualTo(retold.getOrDefault(position, List.of()));
            assertThat(change.after()).isNotEqualTo(change.before());
            retold.put(position, change.after());
        }
        retold.values().removeIf(List::isEmpty);
        assertThat(retold).isEqualTo(parts);
        Map<LotId, Long> opens = new TreeMap<>();
        known.forEach((id, state) -> opens.put(id, state.openMinor()));
        settlement.lots().forEach(change -> {
            if (change.before() != null) {
                assertThat(opens.remove(change.before().lot().id()))
                        .isEqualTo(change.before().openMinor());
            }
            if (change.after() != null) {
                opens.put(change.after().lot().id(), change.after().openMinor());
            }
        });
        Map<LotId, Long> now = new TreeMap<>();
        states.forEach((id, state) -> now.put(id, state.openMinor()));
        assertThat(opens).isEqualTo(now);
    }

    private List<Lot> lots() {
        List<Lot> lots = new ArrayList<>();
        credits.forEach((credit, parts) -> {
            for (int place = 0; place < parts.size(); place++) {
                Part part = parts.get(place);
                if (!part.root().account().equals(ledger.account())) {
                    LotId id = new LotId(credit.position(), credit.debtor(), place);
                    Money amount = new Money(ledger.currency(), part.minor());
                    long given = Math.min(
                            returns.getOrDefault(new LotOrigin(credit.position(), credit.debtor(), part.root()), 0L),
                            part.minor());
                    lots.add(new Lot(id, part.root(), part.hop(), amount, given));
                }
            }
        });
        return lots;
    }
}
