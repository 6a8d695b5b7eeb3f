package io.sekat.streams.core.trail;

/**
 * Stolen money of one root on one transfer.
 *
 * @param root where it comes from
 * @param hop transfers from the victim's account to the creditor's, this one included; 1 for the root itself
 * @param minor how much, in minor units of the transfer's currency, above zero
 */
public record Part(TrailRoot root, int hop, long minor) {
    public Part {
        if (hop < 1) {
            throw new IllegalArgumentException("hop " + hop + " is not valid: the victim's own payment is hop 1");
        }
        if (minor <= 0) {
            throw new IllegalArgumentException("part of " + minor
                    + " minor units is not valid: a root without stolen money on a transfer is left out of its parts");
        }
    }
}
