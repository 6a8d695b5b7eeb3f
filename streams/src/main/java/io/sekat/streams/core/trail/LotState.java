package io.sekat.streams.core.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lot after all transfers of its account.
 *
 * @param lot what came
 * @param openMinor what is left of it, in minor units of its currency
 * @param shut since when it is known not to leave any more, as its {@link Shut#lastTime}; null: it is open, is used up, or
 *     has the last hop
 */
public record LotState(Lot lot, long openMinor, @Nullable Instant shut) {
    public LotState {
        if (openMinor < 0 || openMinor > lot.amount().minor()) {
            throw new IllegalArgumentException("lot with " + openMinor + " minor units of " + lot.amount()
                    + " left is not valid: between nothing and all of it is left; replay the account from its start");
        }
    }
}
