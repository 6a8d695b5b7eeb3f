package io.sekat.streams.core.trail;

/**
 * A lot after all transfers of its account.
 *
 * @param lot what came
 * @param openMinor what is left of it, in minor units of its currency
 */
public record LotState(Lot lot, long openMinor) {
    public LotState {
        if (openMinor < 0 || openMinor > lot.movableMinor()) {
            throw new IllegalArgumentException("lot with " + openMinor + " minor units of " + lot.amount()
                    + " left is not valid: between nothing and all of it is left; replay the account from its start");
        }
    }

    /** What left with transfers, in minor units. */
    public long movedMinor() {
        return lot.movableMinor() - openMinor;
    }
}
