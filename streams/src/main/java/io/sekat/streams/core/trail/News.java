package io.sekat.streams.core.trail;

import io.sekat.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of the changes says something else than the ledger does, and where the replay has to begin. */
final class News {
    final Map<Position, Optional<Outgoing>> transfers = new TreeMap<>();
    final Map<TrailRoot, Optional<Position>> cutoffs = new HashMap<>();
    final Map<LotOrigin, Long> returns = new LinkedHashMap<>();
    final List<LotState> gone = new ArrayList<>();
    final List<Lot> come = new ArrayList<>();

    /** Nothing before it can have changed; null: nothing has. */
    @Nullable
    Position first;

    /** Cutoffs may stop other lots than before up to here; null: none changed. */
    @Nullable
    Position last;

    /** Whether cutoffs may stop other lots than before for ever. */
    boolean isOpenEnded;

    private final Ledger ledger;
    private final Limits limits;

    private News(Ledger ledger, Limits limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    static News of(Ledger ledger, Limits limits, Changes changes) {
        News news = new News(ledger, limits);
        changes.transfers.forEach(news::transfer);
        news.returns.putAll(changes.returns);
        changes.credits.forEach(news::credit);
        changes.returns.keySet().forEach(news::giveBack);
        changes.cutoffs.forEach(news::cutoff);
        return news;
    }

    /** Writes the new transfers and cutoffs, so that the replay reads them from the ledger. */
    void write() {
        transfers.forEach((position, transfer) -> set(ledger.transfers(), position, transfer));
        cutoffs.forEach((root, cutoff) -> set(ledger.cutoffs(), root, cutoff));
        returns.forEach(
                (lot, minor) -> set(ledger.returns(), lot, Optional.of(minor).filter(some -> some > 0)));
    }

    private void transfer(Position position, Optional<Outgoing> transfer) {
        transfer.ifPresent(present -> check(present.amount()));
        Optional<Outgoing> carrying = transfer.filter(limits::concerns); // no replay has to step over the others
        if (!carrying.equals(Optional.ofNullable(ledger.transfers().get(position)))) {
            transfers.put(position, carrying);
            from(position);
        }
    }

    private void check(Money amount) {
        if (!amount.currency().equals(ledger.currency())) {
            throw new IllegalArgumentException(amount + " does not belong in the " + ledger.currency() + " ledger of "
                    + ledger.account() + ": settle each currency in its own ledger");
        }
    }

    private void credit(LotId credit, List<Part> parts) {
        Map<LotId, LotState> before = stored(credit);
        for (int place = 0; place < parts.size(); place++) {
            Part part = parts.get(place);
            Lot said = new Lot(
                    new LotId(credit.position(), credit.debtor(), place),
                    part.root(),
                    part.hop(),
                    new Money(ledger.currency(), part.minor()));
            Lot lot = said.withReturned(returned(said.origin()));
            LotState was = before.get(lot.id());
            if (was != null && was.lot().equals(lot)) {
                before.remove(lot.id());
            } else if (!part.root().account().equals(ledger.account())) { // else it is back with its own victim
                come.add(lot);
                from(credit.position());
            }
        }
        if (!before.isEmpty()) {
            gone.addAll(before.values());
            from(credit.position());
        }
    }

    /** A lot that stands and that nobody spoke of anew. */
    private void giveBack(LotOrigin origin) {
        for (LotState state : stored(origin.firstOfCredit()).values()) {
            if (!state.lot().root().equals(origin.root()) || gone.contains(state)) {
                continue; // another root's, or the credit was said anew with it
            }
            Lot lot = state.lot().withReturned(returned(origin));
            if (!lot.equals(state.lot())) {
                gone.add(state);
                come.add(lot);
                from(origin.position());
            }
        }
    }

    private long returned(LotOrigin origin) {
        Long said = returns.get(origin);
        Long known = said == null ? ledger.returns().get(origin) : said;
        return known == null ? 0 : known;
    }

    private Map<LotId, LotState> stored(LotId credit) {
        Map<LotId, LotState> lots = new TreeMap<>();
        try (Scan<LotState> scan = ledger.lots().from(credit)) {
            while (scan.hasNext()) {
                LotState state = scan.next();
                if (!state.lot().id().isOfSameCredit(credit)) {
                    break;
                }
                lots.put(state.lot().id(), state);
            }
        }
        return lots;
    }

    private void cutoff(TrailRoot root, Optional<Position> cutoff) {
        Optional<Position> before = Optional.ofNullable(ledger.cutoffs().get(root));
        if (!cutoff.equals(before)) {
            cutoffs.put(root, cutoff);
            cutoff.ifPresent(this::from);
            before.ifPresent(this::from);
            cutoff.ifPresent(this::upTo);
            before.ifPresent(this::upTo);
            isOpenEnded |= cutoff.isEmpty() || before.isEmpty();
        }
    }

    private void from(Position position) {
        first = first == null ? position : Position.earlier(first, position);
    }

    private void upTo(Position position) {
        last = last == null ? position : Position.later(last, position);
    }

    private static <K, V> void set(Shelf<K, V> shelf, K key, Optional<V> value) {
        value.ifPresentOrElse(present -> shelf.put(key, present), () -> shelf.remove(key));
    }
}
