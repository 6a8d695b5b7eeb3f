package io.sekat.streams.core.account;

import io.sekat.money.Money;
import java.time.Instant;
import java.util.Optional;

/** An account's outgoing transfers that stand, as they are looked up to prove claims. */
public interface Payments {
    /** The transfer with this reference; empty: there is none, or it was returned. */
    Optional<Transfer> withReference(String reference);

    /**
     * The earliest transfer, then that with the smallest reference, of exactly this amount.
     *
     * @param creditor the account that was paid, {@code BIC:account}
     * @param from earliest time, UTC, included
     * @param to latest time, UTC, included
     */
    Optional<Transfer> earliest(String creditor, Money amount, Instant from, Instant to);
}
