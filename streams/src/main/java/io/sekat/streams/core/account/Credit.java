package io.sekat.streams.core.account;

import io.sekat.events.Claimant;
import io.sekat.events.Taint;
import io.sekat.money.Money;
import io.sekat.streams.core.Naming;
import java.time.Instant;
import java.util.List;

/**
 * Stolen money of one root that one transfer brought into the account (design section 4.3: a lot, before anything
 * leaves).
 *
 * @param rootTransferRef the victim's payment that the money comes from
 * @param rootSettledAt when that settled, UTC
 * @param transferRef the transfer into this account
 * @param settledAt when it settled, UTC
 * @param hop 1 for the victim's own payment
 * @param stolen stolen money in it, above zero
 * @param claimants the reports that claim the root; for hop 1 only
 */
public record Credit(
        String rootTransferRef,
        Instant rootSettledAt,
        String transferRef,
        Instant settledAt,
        int hop,
        Money stolen,
        List<Claimed> claimants) {

    /**
     * A report that claims the root.
     *
     * @param reportId the report
     * @param naming its victim and time
     */
    public record Claimed(String reportId, Naming naming) {
        static Claimed of(Claimant claimant) {
            return new Claimed(claimant.getReportId(), new Naming(claimant.getVictim(), claimant.getReportedAt()));
        }
    }

    public Credit {
        claimants = List.copyOf(claimants);
    }

    static Credit of(Taint taint) {
        return new Credit(
                taint.getRootTransferRef(),
                taint.getRootSettledAt(),
                taint.getTransferRef(),
                taint.getSettledAt(),
                taint.getHop(),
                new Money(taint.getCurrency(), taint.getAmountMinor()),
                taint.getClaimants().stream().map(Claimed::of).toList());
    }

    /** What identifies a credit within its account: references are unique for the debtor's account only. */
    static String key(Taint taint) {
        return taint.getTransferRef() + "|" + taint.getRootTransferRef() + "|" + taint.getRootAccount();
    }
}
