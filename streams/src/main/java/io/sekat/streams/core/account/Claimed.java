package io.sekat.streams.core.account;

import io.sekat.events.Claimant;
import io.sekat.streams.core.Naming;

/**
 * A report that claims a payment.
 *
 * @param reportId the report
 * @param naming its victim and time
 */
public record Claimed(String reportId, Naming naming) {
    /** Reads one from a message. */
    public static Claimed of(Claimant claimant) {
        return new Claimed(claimant.getReportId(), new Naming(claimant.getVictim(), claimant.getReportedAt()));
    }

    /** The same as a message says it. */
    public Claimant claimant() {
        return new Claimant(reportId, naming.victim(), naming.reportedAt());
    }
}
