package io.sekat.streams.core.trail;

import io.sekat.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that leaves an account and stands.
 *
 * @param position its place in the order of replay
 * @param creditor the account that was paid, {@code BIC:account}; null: it left as cash
 * @param amount how much, zero or above
 * @param claimedMinor what proved reports claim of it, in minor units of its currency; 0: nothing is claimed
 */
public record Outgoing(Position position, @Nullable String creditor, Money amount, long claimedMinor) {
    public Outgoing {
        if (amount.minor() < 0) {
            throw new IllegalArgumentException("transfer " + position.reference() + " of " + amount
                    + " is not valid: an amount is zero or above; leave the transfer out");
        }
        if (claimedMinor < 0 || claimedMinor > amount.minor()) {
            throw new IllegalArgumentException(
                    "claim of " + claimedMinor + " minor units on transfer " + position.reference() + " of " + amount
                            + " is not valid: claim between nothing and the whole transfer");
        }
    }

    /** The root that this transfer is, where something is claimed of it. */
    TrailRoot asRoot(String debtor) {
        return new TrailRoot(debtor, position.reference(), position.time());
    }
}
