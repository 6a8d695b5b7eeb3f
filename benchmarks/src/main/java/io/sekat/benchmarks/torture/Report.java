package io.sekat.benchmarks.torture;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a report says, as its maker knows it; in the report itself it stands as people type it.
 *
 * @param victim who was deceived: the same value for the same person
 * @param reportedAt when it was taken, UTC
 * @param incidentAt when it happened, UTC
 * @param victimAccount {@code BIC:account}; empty: not stated
 * @param payments what was paid
 * @param accounts all accounts that it names
 * @param numbers all numbers that it names, E.164
 * @param notes how much in it cannot be used
 */
record Report(
        String reportId,
        String victim,
        Instant reportedAt,
        Instant incidentAt,
        Optional<String> victimAccount,
        List<Paid> payments,
        SortedSet<String> accounts,
        SortedSet<String> numbers,
        int notes) {

    /**
     * A payment that the victim says was made.
     *
     * @param suspect the account that was paid
     * @param paidAt when, UTC; empty: not stated
     * @param ref the network's reference; empty: not stated
     */
    record Paid(String suspect, long minor, String currency, Optional<Instant> paidAt, Optional<String> ref) {}
}
