package io.sekat.streams.core.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lot during a replay. It holds two open amounts at the position that the replay has reached: as it is now, and as it
 * was when the account was settled before. Where the two are equal for all lots, what follows is as it was, too.
 */
final class LiveLot {
    final Lot lot;

    /** As the ledger has it, after all transfers; null: it comes now. */
    final @Nullable LotState stored;

    /** Open amount at this position as it is now, in minor units. */
    long minor;

    /** Open amount at this position as it was before, in minor units. */
    long minorBefore;

    /** Whether the lot goes now. */
    boolean isGone;

    /** Whether a transfer of this replay found that the lot may not leave any more. */
    boolean isShut;

    private LiveLot(Lot lot, @Nullable LotState stored, long minor, long minorBefore) {
        this.lot = lot;
        this.stored = stored;
        this.minor = minor;
        this.minorBefore = minorBefore;
    }

    static LiveLot of(LotState stored) {
        return new LiveLot(stored.lot(), stored, stored.openMinor(), stored.openMinor());
    }

    static LiveLot of(Lot lot) {
        return new LiveLot(lot, null, lot.amount().minor(), 0);
    }

    /** The lot after all transfers, where all that follow the position reached take from it what they took before. */
    LotState state(Limits limits, @Nullable Position cutoff) {
        long open = (stored == null ? 0 : stored.openMinor()) + minor - minorBefore;
        return new LotState(lot, open, open > 0 ? shut(limits.lastTime(lot, cutoff)) : null);
    }

    private @Nullable Instant shut(Instant lastTime) {
        boolean stays = stored != null && lastTime.equals(stored.shut());
        return isShut || stays ? lastTime : null;
    }
}
