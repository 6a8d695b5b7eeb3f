package io.sekat.benchmarks.torture;

import io.sekat.events.Amount;
import io.sekat.events.CaseSummary;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.FreezeAlert;
import io.sekat.events.TrailAccount;
import io.sekat.events.TrailBank;
import io.sekat.events.Victim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is said in sum is the sum of what is said in parts: of a case its distinct payments, of a trail and of each bank
 * in it their accounts, of a hold the credits that it came in by.
 */
final class SumCheck {
    /** An alert lists no more credits than this; one that lists as many may have left some out. */
    private static final int MOST_CREDITS = 50;

    private final Map<String, EnrichedReport> reports = new TreeMap<>();
    private final Verdict cases = new Verdict("the sums of each case are those of its payments, each counted once");
    private final Verdict trails =
            new Verdict("the sums of each trail, and of each bank in it, are those of its accounts");
    private final Verdict holds = new Verdict("each hold is the sum of the credits that it came in by");

    /** What a report says of a payment that several may tell of, in minor units. */
    private record OfPayment(long lost, long claimed, long held, long cashedOut, long returned, long confirmed) {
        /** Of two that were verified to a different degree the better one tells; most of it was lost. */
        private static final Comparator<OfPayment> VERIFIED = Comparator.comparingLong(OfPayment::claimed)
                .thenComparingLong(OfPayment::held)
                .thenComparingLong(OfPayment::cashedOut)
                .thenComparingLong(OfPayment::returned)
                .thenComparingLong(OfPayment::confirmed);

        static OfPayment of(EnrichedPayment payment) {
            EnrichedTrail trail = payment.getTrail();
            return trail == null
                    ? new OfPayment(payment.getAmountMinor(), payment.getClaimedMinor(), 0, 0, 0, 0)
                    : new OfPayment(
                            payment.getAmountMinor(),
                            payment.getClaimedMinor(),
                            trail.getHeldMinor(),
                            trail.getCashedOutMinor(),
                            trail.getReturnedMinor(),
                            trail.getConfirmedMinor());
        }

        OfPayment joined(OfPayment other) {
            OfPayment best = VERIFIED.compare(this, other) >= 0 ? this : other;
            return new OfPayment(
                    Math.max(lost, other.lost), best.claimed, best.held, best.cashedOut, best.returned, best.confirmed);
        }
    }

    /** What became of money in some accounts, in minor units. */
    private record Sums(long accounts, long held, long confirmed, long released, long cashedOut, long returned) {
        private static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        static Sums of(TrailAccount account) {
            return new Sums(
                    1,
                    account.getHeldMinor(),
                    account.getConfirmedMinor(),
                    account.getReleasedMinor(),
                    account.getCashedOutMinor(),
                    account.getReturnedMinor());
        }

        static Sums of(TrailBank bank) {
            return new Sums(
                    bank.getAccountCount(),
                    bank.getHeldMinor(),
                    bank.getConfirmedMinor(),
                    bank.getReleasedMinor(),
                    bank.getCashedOutMinor(),
                    bank.getReturnedMinor());
        }

        static Sums of(EnrichedTrail trail) {
            return new Sums(
                    trail.getAccountCount(),
                    trail.getHeldMinor(),
                    trail.getConfirmedMinor(),
                    trail.getReleasedMinor(),
                    trail.getCashedOutMinor(),
                    trail.getReturnedMinor());
        }

        Sums plus(Sums more) {
            return new Sums(
                    accounts + more.accounts,
                    held + more.held,
                    confirmed + more.confirmed,
                    released + more.released,
                    cashedOut + more.cashedOut,
                    returned + more.returned);
        }
    }

    private SumCheck(Evidence evidence) {
        evidence.reports().forEach(report -> reports.put(report.getReportId(), report));
    }

    static List<Verdict> check(Evidence evidence) {
        SumCheck check = new SumCheck(evidence);
        check.reports.values().forEach(report -> {
            CaseSummary summary = report.getCaseSummary();
            if (summary != null) {
                check.look(report.getReportId(), summary);
            }
        });
        // These are true in every revision, whatever else is under way.
        evidence.reports()
                .forEach(report -> report.getPayments().forEach(payment -> check.look(report, payment.getTrail())));
        evidence.alerts().values().stream().flatMap(List::stream).forEach(check::look);
        return List.of(check.cases, check.trails, check.holds);
    }

    private void look(String reportId, CaseSummary summary) {
        if (summary.getReportIds().size() < summary.getReportCount()) {
            return; // not all of its reports are listed
        }
        Map<String, OfPayment> payments = new TreeMap<>();
        summary.getReportIds().stream()
                .map(reports::get)
                .filter(Objects::nonNull)
                .filter(file -> file.getWithdrawnAt() == null)
                .forEach(file -> file.getPayments()
                        .forEach(payment ->
                                payments.merge(identity(file, payment), OfPayment.of(payment), OfPayment::joined)));
        sum(reportId, "lost", summary.getLost(), payments, OfPayment::lost);
        sum(reportId, "claimed", summary.getClaimed(), payments, OfPayment::claimed);
        sum(reportId, "held", summary.getHeld(), payments, OfPayment::held);
        sum(reportId, "confirmed", summary.getConfirmed(), payments, OfPayment::confirmed);
        sum(reportId, "cashed out", summary.getCashedOut(), payments, OfPayment::cashedOut);
        sum(reportId, "returned", summary.getReturned(), payments, OfPayment::returned);
    }

    /** The currency, and what tells a payment from others: from whose account it came, under which reference. */
    private static String identity(EnrichedReport file, EnrichedPayment payment) {
        Victim victim = file.getVictim();
        String reference =
                payment.getRootTransferRef() == null ? payment.getTransferRef() : payment.getRootTransferRef();
        boolean isKnown = victim.getBank() != null && victim.getAccount() != null && reference != null;
        return payment.getCurrency() + " "
                + (isKnown
                        ? victim.getBank() + ":" + victim.getAccount() + "#" + reference
                        : "report " + file.getReportId() + "#" + payment.getIndex());
    }

    private void sum(
            String reportId,
            String what,
            List<Amount> is,
            Map<String, OfPayment> payments,
            ToLongFunction<OfPayment> minor) {
        Map<String, Long> expected = new TreeMap<>();
        payments.forEach((identity, payment) ->
                expected.merge(identity.substring(0, identity.indexOf(' ')), minor.applyAsLong(payment), Long::sum));
        cases.expect(
                nonZero(expected).equals(byCurrency(is)),
                "report %s: of its case %s are %s, but its payments come to %s: %s",
                reportId,
                what,
                is,
                expected,
                payments);
    }

    private void look(EnrichedReport report, @Nullable EnrichedTrail trail) {
        if (trail == null) {
            return;
        }
        Map<String, Sums> banks = new TreeMap<>();
        trail.getBanks().forEach(bank -> banks.put(bank.getBank(), Sums.of(bank)));
        Map<String, Sums> expected = new TreeMap<>();
        trail.getAccounts().forEach(account -> expected.merge(account.getBank(), Sums.of(account), Sums::plus));
        boolean isWhole = trail.getAccounts().size() == trail.getAccountCount();
        trails.expect(
                total(banks.values()).equals(Sums.of(trail)) && (!isWhole || banks.equals(expected)),
                "report %s revision %d: a trail sums up to %s, at banks %s, but its accounts come to %s",
                report.getReportId(),
                report.getRevision(),
                Sums.of(trail),
                banks,
                expected);
    }

    private static Sums total(Collection<Sums> all) {
        return all.stream().reduce(Sums.NONE, Sums::plus);
    }

    private void look(FreezeAlert alert) {
        if (alert.getCredits().size() >= MOST_CREDITS) {
            return;
        }
        List<Amount> credits = new ArrayList<>();
        alert.getCredits().forEach(credit -> credits.add(new Amount(credit.getCurrency(), credit.getMinor())));
        holds.expect(
                byCurrency(credits).equals(byCurrency(alert.getHold())),
                "account %s revision %d: to be held are %s, but the credits are %s",
                Checker.subject(alert),
                alert.getRevision(),
                alert.getHold(),
                alert.getCredits());
    }

    private static Map<String, Long> byCurrency(List<Amount> amounts) {
        return nonZero(amounts.stream()
                .collect(Collectors.toMap(Amount::getCurrency, Amount::getMinor, Long::sum, TreeMap::new)));
    }

    private static Map<String, Long> nonZero(Map<String, Long> sums) {
        Map<String, Long> kept = new TreeMap<>(sums);
        kept.values().removeIf(minor -> minor == 0);
        return kept;
    }
}
