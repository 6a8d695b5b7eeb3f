package io.sekat.streams.core.trail;

import io.sekat.money.Money;

/**
 * Stolen money of one root that one transfer brought into an account (design section 4.3).
 *
 * @param id the transfer that brought it, and where the lot stands in the order in which lots leave
 * @param root where the money comes from
 * @param hop transfers from the victim's account to this one; 1 for the root itself
 * @param amount what came, above zero, whatever has left since
 * @param returnedMinor what of it the bank gave back to the victim by order, in minor units: it leaves with no transfer
 */
public record Lot(LotId id, TrailRoot root, int hop, Money amount, long returnedMinor) {
    /** A lot of which nothing was given back. */
    public Lot(LotId id, TrailRoot root, int hop, Money amount) {
        this(id, root, hop, amount, 0);
    }

    public Lot {
        if (hop < 1) {
            throw new IllegalArgumentException("hop " + hop + " is not valid: the victim's own payment is hop 1");
        }
        if (root.settledAt().isAfter(id.position().time())) {
            throw new IllegalArgumentException("lot " + id + " of root " + root
                    + " is not valid: money cannot come before it left; mind the order of the times");
        }
        if (amount.minor() <= 0) {
            throw new IllegalArgumentException(
                    "lot of " + amount + " is not valid: a credit without stolen money makes no lot");
        }
        if (returnedMinor < 0 || returnedMinor > amount.minor()) {
            throw new IllegalArgumentException("lot of which " + returnedMinor + " minor units of " + amount
                    + " were given back is not valid: between nothing and all of it is");
        }
    }

    /** Where it comes from; what is noted of a lot for good is noted under this. */
    public LotOrigin origin() {
        return new LotOrigin(id.position(), id.debtor(), root);
    }

    /** What may leave with transfers, in minor units. */
    long movableMinor() {
        return amount.minor() - returnedMinor;
    }

    /** The same with so much given back; no more than came. */
    Lot withReturned(long minor) {
        return new Lot(id, root, hop, amount, Math.min(minor, amount.minor()));
    }
}
