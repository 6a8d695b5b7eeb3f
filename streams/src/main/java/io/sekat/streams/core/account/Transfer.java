package io.sekat.streams.core.account;

import io.sekat.events.FundTransfer;
import io.sekat.money.Money;
import io.sekat.streams.core.trail.Outgoing;
import io.sekat.streams.core.trail.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing transfer of an account, as the rules see it.
 *
 * @param reference the network's reference
 * @param creditor the account that was paid, {@code BIC:account}; null: it left as cash
 * @param amount how much
 * @param settledAt when, UTC
 */
public record Transfer(String reference, @Nullable String creditor, Money amount, Instant settledAt) {

    static Transfer of(FundTransfer transfer) {
        String creditor = transfer.getCreditorAccount() == null
                ? null
                : transfer.getCreditorBank() + ":" + transfer.getCreditorAccount();
        return new Transfer(
                transfer.getTransferRef(),
                creditor,
                new Money(transfer.getCurrency(), transfer.getAmountMinor()),
                transfer.getSettledAt());
    }

    /** Its place in the order of replay. */
    public Position position() {
        return new Position(settledAt, reference);
    }

    /**
     * The same for the replay.
     *
     * @param claimedMinor what is claimed of it, in minor units
     */
    public Outgoing outgoing(long claimedMinor) {
        return new Outgoing(position(), creditor, amount, claimedMinor);
    }
}
