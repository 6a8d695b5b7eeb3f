package io.sekat.streams.core.trail;

import io.sekat.streams.core.trail.Settlement.LotChange;
import io.sekat.streams.core.trail.Settlement.TransferChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a ledger up to date with what came for its account (design section 4.3), to the same end as {@link Allocation}.
 *
 * <p>It starts at the first position that changed, and comes to each transfer that changed, that carried stolen money
 * before, or that a lot may leave with. It ends where all lots hold what they held there before: what follows is as it was.
 */
public final class Replay {
    private final Ledger ledger;
    private final Limits limits;
    private final News news;
    private final LotQueue lots;
    private final TransferCursor transfers;
    private final Lookahead<Carried> before;

    /** Transfers that changed and are still to come to; empty: it stands no longer. */
    private final TreeMap<Position, Optional<Outgoing>> changed;

    private final List<Change> changes = new ArrayList<>();
    private Position reached;

    private record Change(
            Position position,
            @Nullable Carried was,
            @Nullable Carried is) {}

    private Replay(
            Ledger ledger,
            Limits limits,
            News news,
            Position first,
            LotQueue lots,
            TransferCursor transfers,
            Lookahead<Carried> before) {
        this.ledger = ledger;
        this.limits = limits;
        this.news = news;
        this.reached = first;
        this.lots = lots;
        this.transfers = transfers;
        this.before = before;
        this.changed = new TreeMap<>(news.transfers);
    }

    /**
     * Settles an account.
     *
     * @param ledger what is stored of it; written
     * @param limits how far money is followed; the same as whenever the ledger was written
     * @param changes what came
     * @return what is other than before; empty where nothing is
     */
    public static Settlement settle(Ledger ledger, Limits limits, Changes changes) {
        News news = News.of(ledger, limits, changes);
        Position first = news.first;
        if (first == null) {
            return Settlement.NOTHING;
        }
        news.write();
        Start start = Start.at(first, ledger, limits);
        Replay replay;
        try (LotQueue lots = new LotQueue(ledger, limits, start, news);
                TransferCursor transfers = new TransferCursor(ledger.transfers());
                Lookahead<Carried> before = new Lookahead<>(ledger.carried().from(first))) {
            replay = new Replay(ledger, limits, news, first, lots, transfers, before);
            replay.run();
        }
        replay.writeFront(first);
        return new Settlement(replay.writeTransfers(), replay.writeLots());
    }

    private void run() {
        while (mayDiffer()) {
            Outgoing next = next();
            Position position = next == null ? null : next.position();
            if (!changed.isEmpty() && (position == null || !changed.firstKey().isAfter(position))) {
                Map.Entry<Position, Optional<Outgoing>> first = changed.pollFirstEntry();
                comeTo(first.getKey(), first.getValue().orElse(null));
            } else if (position != null) {
                comeTo(position, next);
            } else {
                return;
            }
        }
    }

    /** Whether what follows the position reached may be other than before. */
    private boolean mayDiffer() {
        boolean isRuleOther = news.isOpenEnded || (news.last != null && reached.isBefore(news.last));
        return lots.differs() || isRuleOther || !changed.isEmpty();
    }

    /** The next transfer that carried stolen money before, or that a lot may leave with; null: there is none. */
    private @Nullable Outgoing next() {
        Carried carried = before.peek();
        LiveLot oldest = lots.oldest();
        Outgoing stored = oldest == null
                ? null
                : transfers.after(Position.later(reached, oldest.lot.id().position()));
        if (carried == null) {
            return stored;
        }
        return stored == null || !carried.transfer().position().isAfter(stored.position())
                ? carried.transfer()
                : stored;
    }

    private void comeTo(Position position, @Nullable Outgoing transfer) {
        reached = position;
        Carried was = before.peek();
        if (was != null && was.transfer().position().equals(position)) {
            was.takes().forEach(lots::pass);
            before.step();
        } else {
            was = null;
        }
        Carried is = transfer == null ? null : carry(transfer);
        if (!Objects.equals(was, is)) {
            changes.add(new Change(position, was, is));
        }
    }

    private @Nullable Carried carry(Outgoing transfer) {
        Parts parts = new Parts();
        List<Carried.Take> takes = new ArrayList<>();
        if (transfer.claimedMinor() > 0) {
            parts.add(transfer.asRoot(ledger.account()), 1, transfer.claimedMinor());
        }
        LiveLot live = lots.oldestFor(transfer.position());
        long capacity = live != null && limits.carries(transfer.amount())
                ? transfer.amount().minor() - transfer.claimedMinor()
                : 0;
        while (live != null && capacity > 0) {
            long taken = Math.min(capacity, live.minor);
            takes.add(lots.take(live, taken));
            parts.add(live.lot.root(), live.lot.hop() + 1, taken);
            capacity -= taken;
            live = capacity > 0 ? lots.oldestFor(transfer.position()) : null;
        }
        List<Part> list = parts.list();
        return list.isEmpty() ? null : new Carried(transfer, takes, list);
    }

    private void writeFront(Position first) {
        Front was = ledger.front();
        LotId last = lots.lastDone();
        if (was != null
                && !mayDiffer()
                && !reached.isAfter(was.at())
                && !was.at().isBefore(first)) {
            return; // it lies where all is as before
        }
        if (last != null) {
            ledger.setFront(new Front(Position.later(reached, last.position()), last));
        } else if (was != null && !was.at().isBefore(first)) {
            ledger.setFront(null);
        }
    }

    private List<TransferChange> writeTransfers() {
        List<TransferChange> told = new ArrayList<>();
        for (Change change : changes) {
            if (change.is == null) {
                ledger.carried().remove(change.position);
            } else {
                ledger.carried().put(change.position, change.is);
            }
            told.addAll(TransferChange.between(change.was, change.is));
        }
        return told;
    }

    private List<LotChange> writeLots() {
        List<LotChange> told = new ArrayList<>();
        for (LiveLot live : lots.gone()) {
            ledger.lots().remove(live.lot.id());
            told.add(new LotChange(live.stored, null));
        }
        for (LiveLot live : lots.come()) {
            ledger.lots().put(live.lot.id(), live.state());
            told.add(new LotChange(null, live.state()));
        }
        for (LiveLot live : lots.staying()) {
            if (live.moreMinor != 0) {
                ledger.lots().put(live.lot.id(), live.state());
                told.add(new LotChange(live.stored, live.state()));
            }
        }
        return told;
    }
}
