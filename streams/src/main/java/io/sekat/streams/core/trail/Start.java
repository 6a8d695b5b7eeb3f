package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/**
 * The oldest lot that a replay has to look at. Lots leave in one order, so at any position all lots before the one taken
 * from last are used up or may not leave any more, and of all lots after it nothing is taken yet.
 *
 * @param lot the lot taken from last, or any from before which nothing may leave
 * @param leftMinor what is left of that very lot, in minor units; what came with lots after it is still there
 */
record Start(LotId lot, long leftMinor) {

    /** Where to start for a replay of the transfers from {@code first} on. */
    static Start at(Position first, Ledger ledger, Limits limits) {
        Position horizon = new Position(first.time().minus(limits.horizon()), "");
        Start start = new Start(new LotId(horizon, "", 0), 0); // all that came before it is too old
        Carried.Take take = lastTake(first, horizon, ledger);
        if (take != null) {
            start = new Start(take.lot(), take.leftMinor());
        }
        Front front = ledger.front();
        return front != null && front.at().isBefore(first) && front.last().compareTo(start.lot) >= 0
                ? new Start(front.last(), 0)
                : start;
    }

    private static Carried.@Nullable Take lastTake(Position first, Position horizon, Ledger ledger) {
        try (Scan<Carried> scan = ledger.carried().before(first)) {
            while (scan.hasNext()) {
                Carried carried = scan.next();
                if (carried.transfer().position().isBefore(horizon)) {
                    return null;
                }
                if (!carried.takes().isEmpty()) {
                    return carried.takes().get(carried.takes().size() - 1);
                }
            }
        }
        return null;
    }

    /** What is there of a lot when the replay starts, where it is not before this start. */
    long minor(Lot lot) {
        return lot.id().equals(this.lot) ? leftMinor : lot.movableMinor();
    }
}
