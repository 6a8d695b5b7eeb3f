package io.sekat.streams.account;

import io.sekat.streams.StateSerde;
import io.sekat.streams.core.trail.Carried;
import io.sekat.streams.core.trail.Front;
import io.sekat.streams.core.trail.Ledger;
import io.sekat.streams.core.trail.LotId;
import io.sekat.streams.core.trail.LotOrigin;
import io.sekat.streams.core.trail.LotState;
import io.sekat.streams.core.trail.Outgoing;
import io.sekat.streams.core.trail.Position;
import io.sekat.streams.core.trail.Scan;
import io.sekat.streams.core.trail.Shelf;
import io.sekat.streams.core.trail.TrailRoot;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A ledger in the store of all books. */
final class StoredLedger implements Ledger {
    private static final Serde<Outgoing> TRANSFERS = StateSerde.of(Outgoing.class);
    private static final Serde<Carried> CARRIED = StateSerde.of(Carried.class);
    private static final Serde<LotState> LOTS = StateSerde.of(LotState.class);
    private static final Serde<Position> CUTOFFS = StateSerde.of(Position.class);
    private static final Serde<Front> FRONTS = StateSerde.of(Front.class);

    private static final Serde<Long> AMOUNTS = Serdes.Long();

    private final String account;
    private final String currency;
    private final Shelf<Position, Outgoing> transfers;
    private final Shelf<Position, Carried> carried;
    private final StoredShelf<LotId, LotState> lots;
    private final Shelf<TrailRoot, Position> cutoffs;
    private final Shelf<LotOrigin, Long> returns;
    private final Shelf<String, Front> front;

    StoredLedger(KeyValueStore<Bytes, byte[]> store, String account, String currency) {
        this.account = account;
        this.currency = currency;
        this.transfers = new StoredShelf<>(store, prefix('T'), BookKey::position, TRANSFERS);
        this.carried = new StoredShelf<>(store, prefix('C'), BookKey::position, CARRIED);
        this.lots = new StoredShelf<>(store, prefix('L'), BookKey::lot, LOTS);
        this.cutoffs = cutoffs(store, account);
        this.returns = new StoredShelf<>(store, prefix('G'), BookKey::origin, AMOUNTS);
        this.front = new StoredShelf<>(store, prefix('F'), BookKey::text, FRONTS);
    }

    /** Where trails stop: for all currencies of an account together, as a root has only one. */
    static Shelf<TrailRoot, Position> cutoffs(KeyValueStore<Bytes, byte[]> store, String account) {
        return new StoredShelf<>(store, BookKey.of(account, 'X').end(), BookKey::root, CUTOFFS);
    }

    private Bytes prefix(char kind) {
        return BookKey.of(account, kind).text(currency).end();
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public String currency() {
        return currency;
    }

    @Override
    public Shelf<Position, Outgoing> transfers() {
        return transfers;
    }

    @Override
    public Shelf<Position, Carried> carried() {
        return carried;
    }

    @Override
    public Shelf<LotId, LotState> lots() {
        return lots;
    }

    /** Every lot, newest first. */
    Scan<LotState> lotsNewestFirst() {
        return lots.newestFirst();
    }

    @Override
    public Shelf<TrailRoot, Position> cutoffs() {
        return cutoffs;
    }

    @Override
    public Shelf<LotOrigin, Long> returns() {
        return returns;
    }

    @Override
    public @Nullable Front front() {
        return front.get("");
    }

    @Override
    public void setFront(@Nullable Front bound) {
        if (bound == null) {
            front.remove("");
        } else {
            front.put("", bound);
        }
    }
}
