package io.sekat.streams.core.account;

import java.time.Duration;
import java.util.Optional;

/** Which transfer proves a reported payment (design section 4.2). */
public final class Verification {
    private Verification() {}

    /**
     * The victim's own transfer to the suspect account with the reference given, or, where none is given, with the same
     * amount and a time within {@code window}: the earliest such.
     *
     * @param claim what the report says
     * @param payments the victim's account's transfers that stand
     * @param window how far apart the times may be, both ends included
     * @return empty when nothing proves it: then it is only a mention
     */
    public static Optional<Transfer> of(PaymentClaim claim, Payments payments, Duration window) {
        if (claim.transferRef() != null) {
            return payments.withReference(claim.transferRef())
                    .filter(transfer -> claim.suspect().equals(transfer.creditor()))
                    .filter(transfer ->
                            claim.claimed().currency().equals(transfer.amount().currency()));
        }
        return claim.paidAt() == null
                ? Optional.empty()
                : payments.earliest(
                        claim.suspect(),
                        claim.claimed(),
                        claim.paidAt().minus(window),
                        claim.paidAt().plus(window));
    }
}
