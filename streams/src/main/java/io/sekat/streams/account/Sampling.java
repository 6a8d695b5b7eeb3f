package io.sekat.streams.account;

import io.sekat.events.FundTransfer;
import java.util.Objects;

/**
 * Which transfers do the housekeeping of their account: one in 64, so that it costs each of them next to nothing. What a
 * transfer says decides, so the same one does always or never, and no count has to be kept for millions of accounts. Not the
 * reference alone: one that comes again and again with other contents would do always or never too.
 */
final class Sampling {
    /** One transfer in this many, on average; a power of two. */
    static final int ONE_IN = 64;

    private static final int GOLDEN_RATIO = 0x9E3779B9; // spreads transfers that differ in one place only

    private Sampling() {}

    static boolean takes(FundTransfer transfer) {
        int spread = GOLDEN_RATIO
                * Objects.hash(
                        transfer.getTransferRef(),
                        transfer.getSettledAt(),
                        transfer.getAmountMinor(),
                        transfer.getCreditorAccount());
        return spread >>> (Integer.SIZE - Integer.numberOfTrailingZeros(ONE_IN)) == 0;
    }
}
