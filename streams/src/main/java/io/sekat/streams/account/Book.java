package io.sekat.streams.account;

import io.sekat.events.FundTransfer;
import io.sekat.identifiers.AccountId;
import io.sekat.money.Money;
import io.sekat.streams.StateSerde;
import io.sekat.streams.core.account.Payments;
import io.sekat.streams.core.account.Standing;
import io.sekat.streams.core.account.Transfer;
import io.sekat.streams.core.trail.Ledger;
import io.sekat.streams.core.trail.Limits;
import io.sekat.streams.core.trail.LotId;
import io.sekat.streams.core.trail.LotState;
import io.sekat.streams.core.trail.Mark;
import io.sekat.streams.core.trail.Outgoing;
import io.sekat.streams.core.trail.Position;
import io.sekat.streams.core.trail.Scan;
import io.sekat.streams.core.trail.Share;
import io.sekat.streams.core.trail.Shelf;
import io.sekat.streams.core.trail.TrailRoot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one account's money that is looked up by key and order: its transfers, from when a claim or stolen money
 * first made it matter or they became many, and what stolen money came and went (docs/decisions/0009).
 */
final class Book implements Payments {
    private static final Serde<Standing> STANDINGS = StateSerde.of(Standing.class);
    private static final Serde<Transfer> TRANSFERS = StateSerde.of(Transfer.class);
    private static final Serde<Share> SHARES = StateSerde.of(Share.class);
    private static final Serde<Given> GIVEN = StateSerde.of(Given.class);
    private static final Serde<Marked> MARKS = StateSerde.of(Marked.class);
    private static final Serde<Position> POSITIONS = StateSerde.of(Position.class);
    private static final Serde<LotId> LOTS = StateSerde.of(LotId.class);

    private final KeyValueStore<Bytes, byte[]> store;
    private final String account;
    private final StoredShelf<String, Standing> standings;
    private final StoredShelf<TrailRoot, Share> shares;
    private final StoredShelf<TrailRoot, Marked> marks;
    private final StoredShelf<String, Given> given;
    private final StoredShelf<String, Position> forgotten;

    Book(KeyValueStore<Bytes, byte[]> store, AccountId account) {
        this.store = store;
        this.account = account.toString();
        this.standings = new StoredShelf<>(store, key('R').end(), BookKey::text, STANDINGS);
        this.marks = new StoredShelf<>(store, key('M').end(), BookKey::root, MARKS);
        this.given = new StoredShelf<>(store, key('D').end(), BookKey::text, GIVEN);
        this.forgotten = new StoredShelf<>(store, key('E').end(), BookKey::text, POSITIONS);
        this.shares = new StoredShelf<>(store, key('S').end(), BookKey::root, SHARES);
    }

    /** What stolen money did in one currency. */
    Ledger ledger(String currency) {
        return new StoredLedger(store, account, currency);
    }

    /** Every lot in one currency, newest first. */
    Scan<LotState> lotsNewestFirst(String currency) {
        return new StoredLedger(store, account, currency).lotsNewestFirst();
    }

    /** What is known of one root's money here. */
    Share share(TrailRoot root) {
        Share share = shares.get(root);
        return share == null ? Share.NONE : share;
    }

    /** Replaces what is known of one root's money here. */
    void putShare(TrailRoot root, Share share) {
        if (share.isNone()) {
            shares.remove(root);
        } else {
            shares.put(root, share);
        }
    }

    /** Keeps where a root's trail stops, for when its money comes; null: nowhere. */
    void putCutoff(TrailRoot root, @Nullable Position position) {
        Shelf<TrailRoot, Position> cutoffs = StoredLedger.cutoffs(store, account);
        if (position == null) {
            cutoffs.remove(root);
        } else {
            cutoffs.put(root, position);
        }
    }

    /** What is known of the stolen money that is held here, by root; those of which nothing is known left out. */
    Map<TrailRoot, Mark> marks() {
        Map<TrailRoot, Mark> all = new HashMap<>();
        try (Scan<Marked> scan = marks.all()) {
            while (scan.hasNext()) {
                Marked marked = scan.next();
                all.put(marked.root(), marked.mark());
            }
        }
        return all;
    }

    /** What is known of one root's money that is held here. */
    Mark mark(TrailRoot root) {
        Marked marked = marks.get(root);
        return marked == null ? Mark.NONE : marked.mark();
    }

    /** Replaces that. */
    void putMark(TrailRoot root, Mark mark) {
        if (mark.equals(Mark.NONE)) {
            marks.remove(root);
        } else {
            marks.put(root, new Marked(root, mark));
        }
    }

    /** A mark and whose it is. */
    private record Marked(TrailRoot root, Mark mark) {}

    /** What the transfer with a reference gave back; empty: it is a transfer like others. */
    Optional<Given> given(String reference) {
        return Optional.ofNullable(given.get(reference));
    }

    /** Whether a transfer that is to give money back has come; it may have expired since, or not have stood. */
    boolean hasCome(String reference) {
        boolean closed = given(reference).filter(what -> !what.lots().isEmpty()).isPresent();
        return closed || withReference(reference).isPresent() || isReturned(reference);
    }

    /** Notes that the transfer with a reference gives money back, and what of it. */
    void putGiven(String reference, Given what) {
        given.put(reference, what);
    }

    /** The lots of a root, oldest first. */
    List<LotId> lotsOf(TrailRoot root) {
        List<LotId> all = new ArrayList<>();
        try (Scan<LotId> scan = lots(root).all()) {
            while (scan.hasNext()) {
                all.add(scan.next());
            }
        }
        return all;
    }

    /** Notes a lot of a root, so that the first one is found. */
    void putLot(TrailRoot root, LotId lot) {
        lots(root).put(lot, lot);
    }

    /** Takes that note away. */
    void removeLot(TrailRoot root, LotId lot) {
        lots(root).remove(lot);
    }

    /** The first lot of a root; empty: its money never came. */
    Optional<LotId> firstLot(TrailRoot root) {
        try (Scan<LotId> scan = lots(root).all()) {
            return scan.hasNext() ? Optional.of(scan.next()) : Optional.empty();
        }
    }

    /**
     * Takes a transfer in.
     *
     * @return what stood under its reference before and stands now; empty when it changes nothing
     */
    Optional<Arrival> take(FundTransfer arrived) {
        Standing before = standings.get(arrived.getTransferRef());
        Standing after = Standing.after(before, arrived);
        if (after.equals(before)) {
            return Optional.empty();
        }
        standings.put(arrived.getTransferRef(), after);
        Transfer gone = before == null ? null : before.transfer();
        if (gone != null) {
            listed(gone).remove(gone.position());
        }
        Transfer come = after.transfer();
        if (come != null) {
            listed(come).put(come.position(), come);
        } else {
            setAside(new Position(arrived.getSettledAt(), arrived.getTransferRef()), arrived.getCurrency());
        }
        return Optional.of(new Arrival(gone, come));
    }

    /**
     * What a transfer that arrived changed.
     *
     * @param gone stood until now; null: nothing did
     * @param come stands now; null: nothing does
     */
    record Arrival(@Nullable Transfer gone, @Nullable Transfer come) {}

    /** Notes a transfer that the ledger does not have, so that it is forgotten like others. */
    void setAside(Position position, String currency) {
        aside(currency).put(position, position);
    }

    /**
     * Writes into the ledger what a transfer changed, where no money is followed that could leave with it.
     *
     * @param limits tell which transfers may carry money at all
     */
    void write(Arrival arrival, Limits limits) {
        Transfer gone = arrival.gone();
        if (gone != null) {
            ledger(gone.amount().currency()).transfers().remove(gone.position());
        }
        Transfer come = arrival.come();
        if (come != null && limits.concerns(come.outgoing(0))) {
            ledger(come.amount().currency()).transfers().put(come.position(), come.outgoing(0));
        }
    }

    /**
     * Forgets transfers that expired. It begins where it ended last: before that there is nothing but what the store has
     * yet to clear away, and to step over that costs as much as to read it.
     *
     * @param before those settled before this time are expired, UTC
     * @param most so many at a time
     */
    void forget(String currency, Instant before, int most) {
        Position reached = forgotten.get(currency);
        Position start = reached == null ? new Position(Instant.EPOCH, "") : reached;
        Shelf<Position, Outgoing> transfers = ledger(currency).transfers();
        Shelf<Position, Position> aside = aside(currency);
        List<Outgoing> gone = expired(transfers, Outgoing::position, start, before, most);
        List<Position> undone = expired(aside, position -> position, start, before, most);
        gone.forEach(old -> {
            transfers.remove(old.position());
            standings.remove(old.position().reference());
            listed(old.creditor(), old.amount()).remove(old.position());
        });
        undone.forEach(old -> {
            aside.remove(old);
            Transfer standing = withReference(old.reference()).orElse(null);
            if (standing == null) {
                standings.remove(old.reference());
            } else if (standing.position().equals(old)) { // else the reference came again since, for another transfer
                standings.remove(old.reference());
                listed(standing).remove(old);
            }
        });
        if (!gone.isEmpty() && undone.size() < most) {
            forgotten.put(currency, gone.get(gone.size() - 1).position());
        }
    }

    private static <V> List<V> expired(
            Shelf<Position, V> shelf, Function<V, Position> position, Position start, Instant before, int most) {
        List<V> expired = new ArrayList<>();
        try (Scan<V> oldest = shelf.from(start)) {
            while (expired.size() < most && oldest.hasNext()) {
                V old = oldest.next();
                if (!position.apply(old).time().isBefore(before)) {
                    break;
                }
                expired.add(old);
            }
        }
        return expired;
    }

    /** Whether the transfer with that reference was returned. */
    boolean isReturned(String reference) {
        return Standing.RETURNED.equals(standings.get(reference));
    }

    @Override
    public Optional<Transfer> withReference(String reference) {
        return Optional.ofNullable(standings.get(reference)).map(Standing::transfer);
    }

    @Override
    public Optional<Transfer> earliest(String creditor, Money amount, Instant from, Instant to) {
        try (Scan<Transfer> scan = listed(creditor, amount).from(new Position(from, ""))) {
            return scan.hasNext()
                    ? Optional.of(scan.next())
                            .filter(transfer -> !transfer.settledAt().isAfter(to))
                    : Optional.empty();
        }
    }

    private StoredShelf<Position, Transfer> listed(Transfer transfer) {
        return listed(transfer.creditor(), transfer.amount());
    }

    private StoredShelf<Position, Transfer> listed(@Nullable String creditor, Money amount) {
        Bytes prefix = key('A').number(amount.minor())
                .text(amount.currency())
                .text(creditor == null ? "" : creditor)
                .end();
        return new StoredShelf<>(store, prefix, BookKey::position, TRANSFERS);
    }

    /** Where the transfers were that the ledger does not have: they were returned, or are too small to carry money. */
    private Shelf<Position, Position> aside(String currency) {
        return new StoredShelf<>(store, key('U').text(currency).end(), BookKey::position, POSITIONS);
    }

    private StoredShelf<LotId, LotId> lots(TrailRoot root) {
        return new StoredShelf<>(store, key('B').root(root).end(), BookKey::lot, LOTS);
    }

    private BookKey key(char kind) {
        return BookKey.of(account, kind);
    }
}
