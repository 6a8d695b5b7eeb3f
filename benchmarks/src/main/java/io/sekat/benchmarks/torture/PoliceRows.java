package io.sekat.benchmarks.torture;

import io.sekat.events.Amount;
import io.sekat.events.CaseSummary;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.TrailAccount;
import io.sekat.events.TrailBank;
import io.sekat.events.Victim;
import io.sekat.json.EventJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the tables must hold that the police's agent takes apart the newest file of each report into: what a report can be
 * found by, where its money went, and the case that is named after it.
 */
final class PoliceRows {
    static final String IDENTIFIER =
            "SELECT report_id || ' ' || kind || ' ' || value, json_build_array(role, participant_id, "
                    + PoliceColumns.millis("reported_at") + ")::text FROM report_identifier";
    static final String PAYMENT =
            "SELECT report_id || ' ' || payment_index, json_build_array(participant_id, account, victim_account, "
                    + PoliceColumns.millis("paid_at") + ", amount_minor, currency, state,"
                    + " root_transfer_ref, claimed_minor, held_minor, confirmed_minor, released_minor, cashed_out_minor,"
                    + " returned_minor, moving_minor, account_count, stopped)::text FROM payment";
    static final String TRAIL_ACCOUNT =
            "SELECT report_id || ' ' || payment_index || ' ' || participant_id || ':' || account, json_build_array(hop,"
                    + " from_account, transfer_ref, " + PoliceColumns.millis("reached_at")
                    + ", received_minor, held_minor, confirmed_minor, released_minor, cashed_out_minor,"
                    + " returned_minor, passed_on_minor)::text FROM trail_account";
    static final String TRAIL_BANK =
            "SELECT report_id || ' ' || payment_index || ' ' || participant_id, json_build_array(account_count,"
                    + " held_minor, confirmed_minor, released_minor, cashed_out_minor, returned_minor)::text"
                    + " FROM trail_bank";
    static final String CASE = "SELECT case_id, summary::text FROM scam_case";
    static final String CASE_SUM =
            "SELECT case_id || ' ' || currency, json_build_array(lost_minor, claimed_minor, held_minor, confirmed_minor,"
                    + " cashed_out_minor, returned_minor)::text FROM case_sum";

    /** By query: a key, and what is said of it; a text stands for itself, an event for its JSON, a list for an array. */
    private final Map<String, Map<String, Object>> rows = new HashMap<>();

    private PoliceRows() {
        List.of(IDENTIFIER, PAYMENT, TRAIL_ACCOUNT, TRAIL_BANK, CASE, CASE_SUM)
                .forEach(query -> rows.put(query, new TreeMap<>()));
    }

    /**
     * What each query must give.
     *
     * @param reports the newest file of each
     */
    static Map<String, Map<String, Object>> of(Collection<EnrichedReport> reports) {
        PoliceRows all = new PoliceRows();
        reports.forEach(all::add);
        return all.rows;
    }

    private void put(String query, String key, Object said) {
        rows.computeIfAbsent(query, any -> new TreeMap<>()).put(key, said);
    }

    private void add(EnrichedReport report) {
        report.getPayments().forEach(payment -> add(report, payment));
        Victim victim = report.getVictim();
        identifier(report, "TOKEN", victim.getRef(), "VICTIM", null);
        identifier(report, "ACCOUNT", account(victim), "VICTIM", victim.getBank());
        report.getAccounts().forEach(named -> {
            identifier(report, "ACCOUNT", named.getBank() + ":" + named.getAccount(), "NAMED", named.getBank());
            identifier(
                    report,
                    "TOKEN",
                    named.getEntry() == null ? null : named.getEntry().getHolderToken(),
                    "NAMED",
                    named.getBank());
        });
        report.getNumbers().forEach(named -> {
            String operator = named.getEntry() == null ? null : named.getEntry().getOperator();
            identifier(report, "NUMBER", named.getPhoneNumber(), "NAMED", operator);
            identifier(
                    report,
                    "TOKEN",
                    named.getEntry() == null ? null : named.getEntry().getSubscriberToken(),
                    "NAMED",
                    operator);
        });
        report.getUrls().forEach(url -> identifier(report, "URL", url, "NAMED", null));
        String id = report.getReportId();
        CaseSummary summary = report.getCaseSummary();
        if (summary != null && summary.getCaseId().equals(id)) {
            put(CASE, id, EventJson.object(summary));
            sums(summary);
        }
    }

    private static @Nullable String account(Victim victim) {
        return victim.getBank() == null || victim.getAccount() == null
                ? null
                : victim.getBank() + ":" + victim.getAccount();
    }

    /** The later role takes the place of an earlier one. */
    private void identifier(
            EnrichedReport report, String kind, @Nullable String value, String role, @Nullable String participant) {
        if (value != null && !value.isBlank()) {
            put(
                    IDENTIFIER,
                    report.getReportId() + " " + kind + " " + value,
                    Arrays.asList(role, participant, PoliceColumns.millis(report.getReportedAt())));
        }
    }

    private void add(EnrichedReport report, EnrichedPayment payment) {
        EnrichedTrail trail =
                payment.getTrail() == null ? EnrichedTrail.newBuilder().build() : payment.getTrail();
        String key = report.getReportId() + " " + payment.getIndex();
        put(
                PAYMENT,
                key,
                Arrays.asList(
                        payment.getSuspectBank(),
                        payment.getSuspectAccount(),
                        account(report.getVictim()),
                        PoliceColumns.millis(payment.getPaidAt()),
                        payment.getAmountMinor(),
                        payment.getCurrency(),
                        payment.getState().name(),
                        payment.getRootTransferRef(),
                        payment.getClaimedMinor(),
                        trail.getHeldMinor(),
                        trail.getConfirmedMinor(),
                        trail.getReleasedMinor(),
                        trail.getCashedOutMinor(),
                        trail.getReturnedMinor(),
                        trail.getMovingMinor(),
                        trail.getAccountCount(),
                        trail.getStopped()));
        for (TrailAccount account : trail.getAccounts()) {
            identifier(report, "ACCOUNT", account.getBank() + ":" + account.getAccount(), "REACHED", account.getBank());
            put(
                    TRAIL_ACCOUNT,
                    key + " " + account.getBank() + ":" + account.getAccount(),
                    List.of(
                            account.getHop(),
                            account.getFromAccount(),
                            account.getTransferRef(),
                            account.getReachedAt().toEpochMilli(),
                            account.getReceivedMinor(),
                            account.getHeldMinor(),
                            account.getConfirmedMinor(),
                            account.getReleasedMinor(),
                            account.getCashedOutMinor(),
                            account.getReturnedMinor(),
                            account.getPassedOnMinor()));
        }
        for (TrailBank bank : trail.getBanks()) {
            put(
                    TRAIL_BANK,
                    key + " " + bank.getBank(),
                    List.of(
                            bank.getAccountCount(),
                            bank.getHeldMinor(),
                            bank.getConfirmedMinor(),
                            bank.getReleasedMinor(),
                            bank.getCashedOutMinor(),
                            bank.getReturnedMinor()));
        }
    }

    private void sums(CaseSummary summary) {
        List<List<Amount>> all = List.of(
                summary.getLost(),
                summary.getClaimed(),
                summary.getHeld(),
                summary.getConfirmed(),
                summary.getCashedOut(),
                summary.getReturned());
        TreeSet<String> currencies = new TreeSet<>();
        all.forEach(amounts -> amounts.forEach(amount -> currencies.add(amount.getCurrency())));
        currencies.forEach(currency -> put(
                CASE_SUM,
                summary.getCaseId() + " " + currency,
                all.stream()
                        .map(amounts -> amounts.stream()
                                .filter(amount -> amount.getCurrency().equals(currency))
                                .mapToLong(Amount::getMinor)
                                .sum())
                        .toList()));
    }
}
