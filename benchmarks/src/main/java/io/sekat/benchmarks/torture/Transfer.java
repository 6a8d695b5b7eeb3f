package io.sekat.benchmarks.torture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One transfer of money.
 *
 * @param debtor who paid, {@code BIC:account}
 * @param ref unique for the debtor
 * @param at when it settled, UTC
 * @param creditor who was paid; null: it left as cash
 * @param minor how much, in minor units
 */
record Transfer(
        String debtor, String ref, Instant at, @Nullable String creditor, String currency, long minor) {

    /** What identifies it. */
    Root root() {
        return new Root(debtor, ref);
    }

    /** A victim's payment, by what identifies it. */
    record Root(String account, String ref) {
        @Override
        public String toString() {
            return account + "#" + ref;
        }
    }
}
