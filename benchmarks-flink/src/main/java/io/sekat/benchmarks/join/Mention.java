package io.sekat.benchmarks.join;

/**
 * One report's word about an account or a number.
 *
 * @param reportId the report
 * @param victim who was deceived
 * @param reportedAt when the report was taken, milliseconds since 1970
 * @param incidentAt when it happened: the first payment, else the time of the report, milliseconds since 1970
 * @param payment the transfer into the account that proves it, debtor and reference; empty: it is only named
 * @param minor amount of that transfer that is claimed, in minor units
 */
public record Mention(String reportId, String victim, long reportedAt, long incidentAt, String payment, long minor) {
    String key() {
        return reportId + "/" + payment;
    }

    boolean isProved() {
        return !payment.isEmpty();
    }

    /** The same once the transfer is found. */
    public Mention proved(String transfer, long transferMinor) {
        return new Mention(reportId, victim, reportedAt, incidentAt, transfer, Math.min(minor, transferMinor));
    }
}
