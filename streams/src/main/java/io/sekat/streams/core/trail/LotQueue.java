package io.sekat.streams.core.trail;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lots of one replay, oldest first. A lot is read from the ledger only once it is the oldest that is left; one that is
 * used up, or may not leave any more, never comes up again.
 */
final class LotQueue implements AutoCloseable {
    private final Ledger ledger;
    private final Limits limits;
    private final Start start;
    private final Map<LotId, LiveLot> gone = new HashMap<>();
    private final TreeMap<LotId, LiveLot> come = new TreeMap<>();
    private final TreeMap<LotId, LiveLot> toCome = new TreeMap<>();
    private final Map<LotId, LiveLot> staying = new HashMap<>();
    private final Set<LiveLot> differing = new HashSet<>();
    private final Lookahead<LotState> stored;
    private @Nullable LiveLot oldest;
    private @Nullable LotId lastDone;

    LotQueue(Ledger ledger, Limits limits, Start start, News news) {
        this.ledger = ledger;
        this.limits = limits;
        this.start = start;
        news.gone.forEach(state -> gone.put(state.lot().id(), differing(LiveLot.goes(state))));
        news.come.forEach(lot -> come.put(lot.id(), differing(LiveLot.comes(lot))));
        toCome.putAll(come);
        stored = new Lookahead<>(ledger.lots().from(start.lot()));
    }

    /** The oldest lot of those that may still leave, as far as is known; null: none. */
    @Nullable
    LiveLot oldest() {
        while (oldest == null) {
            LiveLot next = next();
            if (next == null) {
                return null;
            }
            oldest = next;
            if (next.minor == 0 || !limits.travels(next.lot.hop())) {
                passOldest(next);
            }
        }
        return oldest;
    }

    /** The oldest lot that may leave with a transfer; null: none. */
    @Nullable
    LiveLot oldestFor(Position transfer) {
        gone.values().stream()
                .filter(went -> !limits.travels(went.lot, null, transfer))
                .forEach(this::stick);
        LiveLot live = oldest();
        while (live != null && live.lot.id().position().isBefore(transfer)) {
            if (limits.travels(live.lot, ledger.cutoffs().get(live.lot.root()), transfer)) {
                return live;
            }
            stick(live);
            passOldest(live);
            live = oldest();
        }
        return null;
    }

    /** Takes from the oldest lot. */
    Carried.Take take(LiveLot live, long minor) {
        live.minor -= minor;
        live.moreMinor -= minor;
        differing(live);
        if (live.minor == 0) {
            passOldest(live);
        }
        return new Carried.Take(live.lot.id(), minor, live.minor);
    }

    /** Passes a transfer that took from a lot when the account was settled before. */
    void pass(Carried.Take take) {
        LiveLot went = gone.get(take.lot());
        LiveLot live = went == null ? staying(take.lot()) : went;
        live.moreMinor += take.minor();
        differing(live);
    }

    /** Whether any lot that may still leave holds something else here than it did before. */
    boolean differs() {
        return !differing.isEmpty();
    }

    /** The last lot that cannot leave with any transfer after the position reached; null: none was found. */
    @Nullable
    LotId lastDone() {
        return lastDone;
    }

    Collection<LiveLot> gone() {
        return gone.values();
    }

    Collection<LiveLot> come() {
        return come.values();
    }

    Collection<LiveLot> staying() {
        return staying.values();
    }

    @Override
    public void close() {
        stored.close();
    }

    private @Nullable LiveLot next() {
        LotState state = stored.peek();
        while (state != null && gone.containsKey(state.lot().id())) {
            state = stored.step();
        }
        if (!toCome.isEmpty()
                && (state == null || toCome.firstKey().compareTo(state.lot().id()) < 0)) {
            return toCome.pollFirstEntry().getValue();
        }
        stored.step();
        return state == null ? null : staying(state);
    }

    private void stick(LiveLot live) {
        live.isStuck = true;
        differing(live);
    }

    private void passOldest(LiveLot live) {
        lastDone = live.lot.id();
        oldest = null;
    }

    private LiveLot staying(LotId id) {
        LiveLot known = staying.get(id);
        LotState state = known == null ? ledger.lots().get(id) : known.stored;
        if (state == null) {
            throw new IllegalStateException("ledger of " + ledger.account() + " lacks lot " + id
                    + ", which its transfers took from: replay the account from its start");
        }
        return staying(state);
    }

    private LiveLot staying(LotState state) {
        return staying.computeIfAbsent(state.lot().id(), id -> LiveLot.stays(state, start.minor(state.lot())));
    }

    private LiveLot differing(LiveLot live) {
        if (live.moreMinor != 0 && !live.isStuck && limits.travels(live.lot.hop())) {
            differing.add(live);
        } else {
            differing.remove(live);
        }
        return live;
    }
}
