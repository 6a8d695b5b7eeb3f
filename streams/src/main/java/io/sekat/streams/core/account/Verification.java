package io.sekat.streams.core.account;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which transfer proves a reported payment (design section 4.2). */
public final class Verification {
    private static final Comparator<Transfer> IN_TIME_ORDER =
            Comparator.comparing(Transfer::settledAt).thenComparing(Transfer::reference);

    private Verification() {}

    /**
     * The victim's own transfer to the suspect account with the reference given, or, where none is given, with the same
     * amount and a time within {@code window}: the earliest such.
     *
     * @param claim what the report says
     * @param transfers the victim's account's transfers that stand
     * @param window how far apart the times may be, both ends included
     * @return empty when nothing proves it: then it is only a mention
     */
    public static Optional<Transfer> of(PaymentClaim claim, Collection<Transfer> transfers, Duration window) {
        return transfers.stream()
                .filter(transfer -> claim.suspect().equals(transfer.creditor()))
                .filter(transfer ->
                        claim.claimed().currency().equals(transfer.amount().currency()))
                .filter(transfer -> claim.transferRef() != null
                        ? claim.transferRef().equals(transfer.reference())
                        : claim.claimed().equals(transfer.amount()) && isNear(claim, transfer, window))
                .min(IN_TIME_ORDER);
    }

    private static boolean isNear(PaymentClaim claim, Transfer transfer, Duration window) {
        return claim.paidAt() != null
                && Duration.between(claim.paidAt(), transfer.settledAt()).abs().compareTo(window) <= 0;
    }
}
