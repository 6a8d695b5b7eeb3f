package io.sekat.streams.core.account;

import io.sekat.events.FundTransfer;
import io.sekat.events.TransferStatus;
import io.sekat.money.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * The transfers that stand, from all that came for one account, in the order of their arrival: one that comes again
     * with the same reference changes nothing, and one that was returned is as if it had never been, whatever order the
     * two arrive in (design section 4.2).
     */
    public static List<Transfer> standing(List<FundTransfer> arrived) {
        Set<String> returned = new HashSet<>();
        Map<String, Transfer> first = new HashMap<>();
        for (FundTransfer transfer : arrived) {
            if (transfer.getStatus() == TransferStatus.RETURNED) {
                returned.add(transfer.getTransferRef());
            } else {
                first.putIfAbsent(transfer.getTransferRef(), of(transfer));
            }
        }
        first.keySet().removeAll(returned);
        return List.copyOf(first.values());
    }

    private static Transfer of(FundTransfer transfer) {
        String creditor = transfer.getCreditorAccount() == null
                ? null
                : transfer.getCreditorBank() + ":" + transfer.getCreditorAccount();
        return new Transfer(
                transfer.getTransferRef(),
                creditor,
                new Money(transfer.getCurrency(), transfer.getAmountMinor()),
                transfer.getSettledAt());
    }
}
