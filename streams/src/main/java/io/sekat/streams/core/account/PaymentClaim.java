package io.sekat.streams.core.account;

import io.sekat.events.PaymentClaimed;
import io.sekat.money.Money;
import io.sekat.streams.core.Naming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report says that this account, a victim's, paid a suspect.
 *
 * @param reportId the report
 * @param index the payment's place in the report, from 0
 * @param naming the report's victim and time
 * @param suspect the account that was paid, {@code BIC:account}
 * @param claimed amount claimed
 * @param paidAt when it was paid, UTC; null: not known
 * @param transferRef the network's reference; null: not known
 */
public record PaymentClaim(
        String reportId,
        int index,
        Naming naming,
        String suspect,
        Money claimed,
        @Nullable Instant paidAt,
        @Nullable String transferRef) {

    public static PaymentClaim of(PaymentClaimed message) {
        return new PaymentClaim(
                message.getReportId(),
                message.getIndex(),
                new Naming(message.getVictim(), message.getReportedAt()),
                message.getSuspectBank() + ":" + message.getSuspectAccount(),
                new Money(message.getCurrency(), message.getAmountMinor()),
                message.getPaidAt(),
                message.getTransferRef());
    }

    /** What identifies a claim within the victim's account. */
    String key() {
        return reportId + "#" + index;
    }
}
