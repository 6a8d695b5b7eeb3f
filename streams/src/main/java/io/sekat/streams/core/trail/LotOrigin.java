package io.sekat.streams.core.trail;

/**
 * Where a lot comes from: one root's money on one transfer into the account. Unlike its {@link LotId}, this stays the same
 * when late data change what else the transfer carries.
 *
 * @param position of the transfer that brought it
 * @param debtor the account that paid that transfer, {@code BIC:account}
 * @param root whose money
 */
public record LotOrigin(Position position, String debtor, TrailRoot root) {
    /** What the first lot of the same transfer is called. */
    LotId firstOfCredit() {
        return new LotId(position, debtor, 0);
    }
}
