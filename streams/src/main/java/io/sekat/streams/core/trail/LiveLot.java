package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/** A lot during a replay, at the position that the replay has reached. */
final class LiveLot {
    final Lot lot;

    /** As the ledger has it, after all transfers; null: it comes now. */
    final @Nullable LotState stored;

    /** What is open of it now, in minor units. */
    long minor;

    /** How much more that is than was open of it here when the account was settled before, in minor units. */
    long moreMinor;

    /** Whether it has been found that the lot may not leave any more. */
    boolean isStuck;

    private LiveLot(Lot lot, @Nullable LotState stored, long minor, long moreMinor) {
        this.lot = lot;
        this.stored = stored;
        this.minor = minor;
        this.moreMinor = moreMinor;
    }

    static LiveLot stays(LotState stored, long minor) {
        return new LiveLot(stored.lot(), stored, minor, 0);
    }

    static LiveLot goes(LotState stored) {
        return new LiveLot(stored.lot(), stored, 0, -stored.lot().movableMinor());
    }

    static LiveLot comes(Lot lot) {
        return new LiveLot(lot, null, lot.movableMinor(), lot.movableMinor());
    }

    /** The lot after all transfers, where all that follow the position reached take from it what they took before. */
    LotState state() {
        return new LotState(lot, (stored == null ? 0 : stored.openMinor()) + moreMinor);
    }
}
