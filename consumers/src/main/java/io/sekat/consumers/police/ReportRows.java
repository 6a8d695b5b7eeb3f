package io.sekat.consumers.police;

import io.sekat.events.Amount;
import io.sekat.events.CaseSummary;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.TrailAccount;
import io.sekat.events.TrailBank;
import io.sekat.events.Victim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A report's rows: what it says, what it can be found by, where its money went, and the case that it names. */
record ReportRows(EnrichedReport report) {
    /** Longer values have no place in an index; nobody looks for them whole. */
    private static final int LONGEST_IDENTIFIER = 500;

    Row own() {
        CaseSummary summary = report.getCaseSummary();
        return new Row()
                .set("report_id", report.getReportId())
                .set("revision", report.getRevision())
                .set("channel", report.getChannel())
                .set("scam_type", report.getScamType())
                .set("reported_at", report.getReportedAt())
                .set("received_at", report.getReceivedAt())
                .set("incident_at", report.getIncidentAt())
                .set("withdrawn_at", report.getWithdrawnAt())
                .set("narrative", report.getNarrative())
                .set("narrative_search", report.getNarrative())
                .set("case_id", summary == null ? null : summary.getCaseId())
                .set("event", report);
    }

    /** What it can be found by, each once: as named before as the victim's, and that before as reached by the money. */
    Collection<Row> identifiers() {
        Map<List<String>, Row> found = new LinkedHashMap<>();
        for (EnrichedPayment payment : report.getPayments()) {
            for (TrailAccount account : trailAccounts(payment)) {
                put(found, "ACCOUNT", account(account.getBank(), account.getAccount()), "REACHED", account.getBank());
            }
        }
        Victim victim = report.getVictim();
        put(found, "TOKEN", victim.getRef(), "VICTIM", null);
        put(found, "ACCOUNT", victimAccount(), "VICTIM", victim.getBank());
        report.getAccounts().forEach(named -> {
            put(found, "ACCOUNT", account(named.getBank(), named.getAccount()), "NAMED", named.getBank());
            if (named.getEntry() != null) {
                put(found, "TOKEN", named.getEntry().getHolderToken(), "NAMED", named.getBank());
            }
        });
        report.getNumbers().forEach(named -> {
            String operator = named.getEntry() == null ? null : named.getEntry().getOperator();
            put(found, "NUMBER", named.getPhoneNumber(), "NAMED", operator);
            if (named.getEntry() != null) {
                put(found, "TOKEN", named.getEntry().getSubscriberToken(), "NAMED", operator);
            }
        });
        report.getUrls().forEach(url -> put(found, "URL", url, "NAMED", null));
        return found.values();
    }

    private void put(
            Map<List<String>, Row> found,
            String kind,
            @Nullable String value,
            String role,
            @Nullable String participant) {
        if (value == null || value.isBlank()) {
            return;
        }
        String kept = Row.text(value.substring(0, Math.min(value.length(), LONGEST_IDENTIFIER)));
        found.put(
                List.of(kind, kept),
                new Row()
                        .set("report_id", report.getReportId())
                        .set("kind", kind)
                        .set("value", kept)
                        .set("role", role)
                        .set("participant_id", participant)
                        .set("reported_at", report.getReportedAt()));
    }

    List<Row> payments() {
        return report.getPayments().stream().map(this::payment).toList();
    }

    private Row payment(EnrichedPayment payment) {
        EnrichedTrail trail = Optional.ofNullable(payment.getTrail())
                .orElseGet(() -> EnrichedTrail.newBuilder().build());
        return new Row()
                .set("report_id", report.getReportId())
                .set("payment_index", payment.getIndex())
                .set("participant_id", payment.getSuspectBank())
                .set("account", payment.getSuspectAccount())
                .set("amount_minor", payment.getAmountMinor())
                .set("currency", payment.getCurrency())
                .set("paid_at", payment.getPaidAt())
                .set("state", payment.getState())
                .set("victim_account", victimAccount())
                .set("root_transfer_ref", payment.getRootTransferRef())
                .set("claimed_minor", payment.getClaimedMinor())
                .set("held_minor", trail.getHeldMinor())
                .set("confirmed_minor", trail.getConfirmedMinor())
                .set("released_minor", trail.getReleasedMinor())
                .set("cashed_out_minor", trail.getCashedOutMinor())
                .set("returned_minor", trail.getReturnedMinor())
                .set("moving_minor", trail.getMovingMinor())
                .set("account_count", trail.getAccountCount())
                .set("stopped", trail.getStopped());
    }

    List<Row> trailAccounts() {
        List<Row> rows = new ArrayList<>();
        for (EnrichedPayment payment : report.getPayments()) {
            for (TrailAccount account : trailAccounts(payment)) {
                rows.add(new Row()
                        .set("report_id", report.getReportId())
                        .set("payment_index", payment.getIndex())
                        .set("participant_id", account.getBank())
                        .set("account", account.getAccount())
                        .set("hop", account.getHop())
                        .set("from_account", account.getFromAccount())
                        .set("transfer_ref", account.getTransferRef())
                        .set("reached_at", account.getReachedAt())
                        .set("received_minor", account.getReceivedMinor())
                        .set("held_minor", account.getHeldMinor())
                        .set("confirmed_minor", account.getConfirmedMinor())
                        .set("released_minor", account.getReleasedMinor())
                        .set("cashed_out_minor", account.getCashedOutMinor())
                        .set("returned_minor", account.getReturnedMinor())
                        .set("passed_on_minor", account.getPassedOnMinor()));
            }
        }
        return rows;
    }

    List<Row> trailBanks() {
        List<Row> rows = new ArrayList<>();
        for (EnrichedPayment payment : report.getPayments()) {
            EnrichedTrail trail = payment.getTrail();
            for (TrailBank bank : trail == null ? List.<TrailBank>of() : trail.getBanks()) {
                rows.add(new Row()
                        .set("report_id", report.getReportId())
                        .set("payment_index", payment.getIndex())
                        .set("participant_id", bank.getBank())
                        .set("account_count", bank.getAccountCount())
                        .set("held_minor", bank.getHeldMinor())
                        .set("confirmed_minor", bank.getConfirmedMinor())
                        .set("released_minor", bank.getReleasedMinor())
                        .set("cashed_out_minor", bank.getCashedOutMinor())
                        .set("returned_minor", bank.getReturnedMinor()));
            }
        }
        return rows;
    }

    /**
     * The case that the report names. All reports of a case carry its summary, each as it was when that report was last
     * written; the one that the case is named after decides, so that the order in which they are read does not.
     */
    Optional<Row> namedCase() {
        return namedSummary()
                .map(summary -> new Row()
                        .set("case_id", summary.getCaseId())
                        .set("revision", report.getRevision())
                        .set("report_count", summary.getReportCount())
                        .set("victim_count", summary.getVictimCount())
                        .set("first_incident_at", summary.getFirstIncidentAt())
                        .set("last_incident_at", summary.getLastIncidentAt())
                        .set("scam_types", summary.getScamTypes())
                        .set("participants", summary.getParticipants())
                        .set("summary", summary));
    }

    List<Row> caseSums() {
        return namedSummary().map(ReportRows::sums).orElse(List.of());
    }

    private Optional<CaseSummary> namedSummary() {
        return Optional.ofNullable(report.getCaseSummary())
                .filter(summary -> summary.getCaseId().equals(report.getReportId()));
    }

    private static List<Row> sums(CaseSummary summary) {
        Set<String> currencies = new TreeSet<>();
        List<List<Amount>> all = List.of(
                summary.getLost(),
                summary.getClaimed(),
                summary.getHeld(),
                summary.getConfirmed(),
                summary.getCashedOut(),
                summary.getReturned());
        all.forEach(amounts -> amounts.forEach(amount -> currencies.add(amount.getCurrency())));
        return currencies.stream()
                .map(currency -> new Row()
                        .set("case_id", summary.getCaseId())
                        .set("currency", currency)
                        .set("lost_minor", sum(summary.getLost(), currency))
                        .set("claimed_minor", sum(summary.getClaimed(), currency))
                        .set("held_minor", sum(summary.getHeld(), currency))
                        .set("confirmed_minor", sum(summary.getConfirmed(), currency))
                        .set("cashed_out_minor", sum(summary.getCashedOut(), currency))
                        .set("returned_minor", sum(summary.getReturned(), currency)))
                .toList();
    }

    private static long sum(List<Amount> amounts, String currency) {
        return amounts.stream()
                .filter(amount -> amount.getCurrency().equals(currency))
                .mapToLong(Amount::getMinor)
                .sum();
    }

    private static List<TrailAccount> trailAccounts(EnrichedPayment payment) {
        return payment.getTrail() == null ? List.of() : payment.getTrail().getAccounts();
    }

    private @Nullable String victimAccount() {
        Victim victim = report.getVictim();
        return victim.getBank() == null || victim.getAccount() == null
                ? null
                : account(victim.getBank(), victim.getAccount());
    }

    private static String account(String bank, String number) {
        return bank + ":" + number;
    }
}
