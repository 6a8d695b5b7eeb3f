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
 * <p>It goes back over the transfers that carried stolen money, from the last one to the first position that changed, and
 * puts back what they took; then it goes forward again. Transfers without stolen money are not read on the way back, and
 * on the way forward only while there is a lot that may leave. It ends where all lots hold what they held before.
 */
public final class Replay {
    private final Ledger ledger;
    private final Limits limits;
    private final News news;
    private final LotQueue lots;
    private final TransferCursor cursor;

    /** What the transfers carried before, from the first position that changed on. */
    private final TreeMap<Position, Carried> before = new TreeMap<>();

    /** What they carry now, of those that are other than before; empty: nothing. */
    private final TreeMap<Position, Optional<Carried>> after = new TreeMap<>();

    /** Transfers to come to, whether or not a lot may leave with them; empty: it stands no longer. */
    private final TreeMap<Position, Optional<Outgoing>> due = new TreeMap<>();

    private Replay(Ledger ledger, Limits limits, News news, LotQueue lots, TransferCursor cursor) {
        this.ledger = ledger;
        this.limits = limits;
        this.news = news;
        this.lots = lots;
        this.cursor = cursor;
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
        News news = News.of(ledger, changes);
        Position first = news.first;
        if (first == null) {
            return Settlement.NOTHING;
        }
        LotQueue lots = new LotQueue(ledger, limits);
        TransferCursor cursor = new TransferCursor(ledger.transfers());
        Replay replay = new Replay(ledger, limits, news, lots, cursor);
        try (lots;
                cursor) {
            replay.goBack(first);
            news.write();
            lots.change(news.gone, news.come);
            lots.reopen(first);
            replay.goForward(first);
        }
        return new Settlement(replay.writeTransfers(), replay.writeLots());
    }

    private void goBack(Position first) {
        try (Scan<Carried> scan = ledger.carried().backward()) {
            while (scan.hasNext()) {
                Carried carried = scan.next();
                if (carried.transfer().position().isBefore(first)) {
                    break;
                }
                before.put(carried.transfer().position(), carried);
                carried.takes().forEach(lots::putBack);
            }
        }
        before.forEach((position, carried) -> due.put(position, Optional.of(carried.transfer())));
        due.putAll(news.transfers);
    }

    private void goForward(Position first) {
        Position reached = first;
        while (mayDiffer(reached)) {
            Outgoing stored = nextFor(lots.oldest(), reached);
            if (!due.isEmpty() && (stored == null || !due.firstKey().isAfter(stored.position()))) {
                Map.Entry<Position, Optional<Outgoing>> next = due.pollFirstEntry();
                reached = next.getKey();
                come(reached, next.getValue().orElse(null));
            } else if (stored != null) {
                reached = stored.position();
                come(reached, stored);
            } else {
                return;
            }
        }
    }

    /** Whether what follows may be other than before. A transfer that changed itself is still due. */
    private boolean mayDiffer(Position reached) {
        Position last = news.last;
        boolean isPast = last == null || !(last.isAfter(reached) || due.containsKey(last));
        return lots.differs() || news.isOpenEnded || !isPast;
    }

    private @Nullable Outgoing nextFor(@Nullable LiveLot oldest, Position reached) {
        return oldest == null
                ? null
                : cursor.after(Position.later(reached, oldest.lot.id().position()));
    }

    private void come(Position position, @Nullable Outgoing transfer) {
        Carried was = before.get(position);
        if (was != null) {
            was.takes().forEach(lots::pass);
        }
        Carried is = transfer == null ? null : carry(transfer);
        if (!Objects.equals(was, is)) {
            after.put(position, Optional.ofNullable(is));
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
            lots.take(live, taken);
            takes.add(new Carried.Take(live.lot.id(), taken));
            parts.add(live.lot.root(), live.lot.hop() + 1, taken);
            capacity -= taken;
            live = capacity > 0 ? lots.oldestFor(transfer.position()) : null;
        }
        List<Part> list = parts.list();
        return list.isEmpty() ? null : new Carried(transfer, takes, list);
    }

    private List<TransferChange> writeTransfers() {
        List<TransferChange> changes = new ArrayList<>();
        after.forEach((position, carried) -> {
            carried.ifPresentOrElse(
                    is -> ledger.carried().put(position, is),
                    () -> ledger.carried().remove(position));
            changes.addAll(TransferChange.between(before.get(position), carried.orElse(null)));
        });
        return changes;
    }

    private List<LotChange> writeLots() {
        List<LotChange> changes = new ArrayList<>();
        for (LiveLot live : lots.all()) {
            LotState was = live.stored;
            LotState is =
                    live.isGone ? null : live.state(limits, ledger.cutoffs().get(live.lot.root()));
            if (!Objects.equals(was, is)) {
                LotWriter.write(ledger, limits, was, is);
            }
            if (was == null || is == null || was.openMinor() != is.openMinor()) {
                changes.add(new LotChange(was, is));
            }
        }
        return changes;
    }
}
