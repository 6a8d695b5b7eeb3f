package io.sekat.streams.core.trail;

import io.sekat.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far stolen money is followed (design section 4.3).
 *
 * @param maxHops a lot with this hop travels no further
 * @param horizon a lot does not travel with a transfer later than the root's time plus this; equal still does
 * @param minAmount a transfer under this carries no lot; equal still does; in major units of the transfer's currency
 */
public record Limits(int maxHops, Duration horizon, BigDecimal minAmount) {
    public Limits {
        if (maxHops < 1) {
            throw new IllegalArgumentException("max-hops " + maxHops + " is not valid: set 1 or more");
        }
        if (horizon.isNegative()) {
            throw new IllegalArgumentException("horizon " + horizon + " is not valid: set zero or a longer time");
        }
        if (minAmount.signum() < 0) {
            throw new IllegalArgumentException("min-amount " + minAmount + " is not valid: set zero or more");
        }
    }

    /** For people: the settings' names with their values, the same text for the same limits. */
    public String text() {
        return "max-hops " + maxHops + ", horizon " + horizon.toSeconds() + "s, min-amount "
                + minAmount.stripTrailingZeros().toPlainString();
    }

    /** Whether a transfer of {@code amount} carries lots; its own claim stands in any case. */
    boolean carries(Money amount) {
        return amount.major().compareTo(minAmount) >= 0;
    }

    /** Whether a transfer has a place in the ledger: it may carry lots, or something is claimed of it. */
    public boolean concerns(Outgoing transfer) {
        return transfer.claimedMinor() > 0 || carries(transfer.amount());
    }

    /** Whether a lot with this hop travels at all. */
    boolean travels(int hop) {
        return hop < maxHops;
    }

    /**
     * Whether a lot may leave with a transfer. Once it may not, it may not with any later one either.
     *
     * @param cutoff after which money of the lot's root travels no further; null: no such position
     * @param transfer position of the transfer
     */
    boolean travels(Lot lot, @Nullable Position cutoff, Position transfer) {
        return travels(lot.hop())
                && !transfer.time().isAfter(horizonOf(lot))
                && (cutoff == null || !transfer.isAfter(cutoff));
    }

    private Instant horizonOf(Lot lot) {
        return lot.root().settledAt().plus(horizon);
    }
}
