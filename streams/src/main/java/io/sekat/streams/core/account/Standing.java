package io.sekat.streams.core.account;

import io.sekat.events.FundTransfer;
import io.sekat.events.TransferStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is known under one reference of an account: one that comes again with the same reference changes nothing, and one
 * that was returned is as if it had never been, whatever order the two arrive in (design section 4.2).
 *
 * @param transfer the transfer that came first; null: it was returned
 */
public record Standing(@Nullable Transfer transfer) {
    /** It was returned. */
    public static final Standing RETURNED = new Standing(null);

    /**
     * What is known once a transfer arrived.
     *
     * @param known what was known under its reference; null: nothing
     */
    public static Standing after(@Nullable Standing known, FundTransfer arrived) {
        if (arrived.getStatus() == TransferStatus.RETURNED) {
            return RETURNED;
        }
        return known == null ? new Standing(Transfer.of(arrived)) : known;
    }
}
