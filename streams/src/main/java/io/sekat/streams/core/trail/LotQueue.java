package io.sekat.streams.core.trail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lots of one replay, oldest first. Lots are read from the ledger one at a time and only once they are the oldest
 * that is left; one that is used up, or may not leave any more, never comes up again.
 */
final class LotQueue implements AutoCloseable {
    private final Ledger ledger;
    private final Limits limits;
    private final Map<LotId, LiveLot> read = new HashMap<>();
    private final List<LiveLot> come = new ArrayList<>();
    private final TreeMap<LotId, LiveLot> queue = new TreeMap<>();
    private final Set<LiveLot> differing = new HashSet<>();
    private @Nullable Scan<LotId> open;
    private @Nullable LotId nextOpen;

    LotQueue(Ledger ledger, Limits limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    /** Goes back to before a transfer of the replay before took from a lot. */
    void putBack(Carried.Take take) {
        LiveLot live = read(take.lot());
        live.minor += take.minor();
        live.minorBefore += take.minor();
        offer(live);
    }

    /** Takes in the lots that went and came. */
    void change(Collection<LotState> gone, Collection<Lot> come) {
        for (LotState state : gone) {
            LiveLot live = read(state.lot().id());
            live.isGone = true;
            live.minor = 0;
            queue.remove(live.lot.id());
            compare(live);
        }
        for (Lot lot : come) {
            LiveLot live = LiveLot.of(lot);
            this.come.add(live);
            offer(live);
            compare(live);
        }
    }

    /** Opens those lots again that might still leave with a transfer from {@code first} on. */
    void reopen(Position first) {
        List<LotId> lots = new ArrayList<>();
        try (Scan<Shut> scan = ledger.shut().backward()) {
            while (scan.hasNext()) {
                Shut shut = scan.next();
                if (shut.lastTime().isBefore(first.time())) {
                    break;
                }
                lots.add(shut.lot());
            }
        }
        lots.forEach(this::read);
    }

    /** The oldest lot of those that may still leave, as far as is known; null: none. */
    @Nullable
    LiveLot oldest() {
        LotId next = nextOpen();
        while (next != null && (queue.isEmpty() || next.compareTo(queue.firstKey()) < 0)) {
            read(next);
            next = nextOpen();
        }
        return queue.isEmpty() ? null : queue.firstEntry().getValue();
    }

    /** The oldest lot that may leave with a transfer; null: none. */
    @Nullable
    LiveLot oldestFor(Position transfer) {
        LiveLot live = oldest();
        while (live != null && live.lot.id().position().isBefore(transfer)) {
            if (limits.travels(live.lot, ledger.cutoffs().get(live.lot.root()), transfer)) {
                return live;
            }
            live.isShut = true;
            queue.remove(live.lot.id());
            compare(live);
            live = oldest();
        }
        return null;
    }

    void take(LiveLot live, long minor) {
        live.minor -= minor;
        if (live.minor == 0) {
            queue.remove(live.lot.id());
        }
        compare(live);
    }

    /** Passes a transfer of the replay before that took from a lot. */
    void pass(Carried.Take take) {
        LiveLot live = read(take.lot());
        live.minorBefore -= take.minor();
        compare(live);
    }

    /** Whether any lot that may still leave holds something else here than it did before. */
    boolean differs() {
        return !differing.isEmpty();
    }

    /** Every lot that the replay read, those that go first. */
    List<LiveLot> all() {
        List<LiveLot> all = new ArrayList<>();
        read.values().stream().filter(live -> live.isGone).forEach(all::add);
        read.values().stream().filter(live -> !live.isGone).forEach(all::add);
        all.addAll(come);
        return all;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }

    private LiveLot read(LotId id) {
        LiveLot known = read.get(id);
        if (known != null) {
            return known;
        }
        LotState state = ledger.lots().get(id);
        if (state == null) {
            throw new IllegalStateException("ledger of " + ledger.account() + " lacks lot " + id
                    + ", which its transfers refer to: replay the account from its start");
        }
        LiveLot live = LiveLot.of(state);
        read.put(id, live);
        offer(live);
        return live;
    }

    private void offer(LiveLot live) {
        if (live.minor > 0 && limits.travels(live.lot.hop())) {
            queue.put(live.lot.id(), live);
        }
    }

    /** The oldest of the ledger's open lots that is not read yet; null: none. */
    private @Nullable LotId nextOpen() {
        if (open == null) {
            open = ledger.open().forward();
        }
        while ((nextOpen == null || read.containsKey(nextOpen)) && open.hasNext()) {
            nextOpen = open.next();
        }
        return nextOpen == null || read.containsKey(nextOpen) ? null : nextOpen;
    }

    private void compare(LiveLot live) {
        if (live.minor != live.minorBefore && !live.isShut && limits.travels(live.lot.hop())) {
            differing.add(live);
        } else {
            differing.remove(live);
        }
    }
}
