package io.sekat.streams.account;

import io.sekat.events.FundTransfer;

/**
 * Which transfers do the housekeeping of their account: one in 64, so that it costs each of them next to nothing. The
 * reference decides, so the same transfer does always or never, and no count has to be kept for millions of accounts.
 */
final class Sampling {
    /** One transfer in this many, on average; a power of two. */
    static final int ONE_IN = 64;

    private static final int GOLDEN_RATIO = 0x9E3779B9; // spreads references that differ in one place only

    private Sampling() {}

    static boolean takes(FundTransfer transfer) {
        int spread = transfer.getTransferRef().hashCode() * GOLDEN_RATIO;
        return spread >>> (Integer.SIZE - Integer.numberOfTrailingZeros(ONE_IN)) == 0;
    }
}
