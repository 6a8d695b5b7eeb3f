package io.sekat.benchmarks.join;

import io.sekat.events.FundTransfer;
import io.sekat.identifiers.AccountId;

/**
 * A transfer, as far as it may prove a claim.
 *
 * @param payment debtor and reference, which name it
 * @param creditor the account that was paid, BIC:account; empty: it left as cash
 * @param minor its amount in minor units
 */
public record Paid(String payment, String creditor, long minor) {
    /** What a transfer says. */
    public static Paid of(FundTransfer transfer) {
        AccountId debtor = AccountId.of(transfer.getDebtorBank(), transfer.getDebtorAccount());
        String creditor = transfer.getCreditorBank() == null || transfer.getCreditorAccount() == null
                ? ""
                : AccountId.of(transfer.getCreditorBank(), transfer.getCreditorAccount())
                        .toString();
        return new Paid(name(debtor, transfer.getTransferRef()), creditor, transfer.getAmountMinor());
    }

    static String name(AccountId debtor, String reference) {
        return debtor + "#" + reference;
    }

    /** Whether it is the payment that the claim is about. */
    public boolean proves(Claim claim) {
        return creditor.equals(claim.creditor());
    }
}
