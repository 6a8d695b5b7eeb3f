package io.sekat.benchmarks.join;

import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.identifiers.AccountId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a report says, by whom it concerns. It must be well formed: identifiers as the directories have them, references
 * with each payment.
 */
public final class ReportParts {
    private ReportParts() {}

    /** What it says about accounts, by BIC:account. */
    public static Map<String, Mention> accounts(ScamReport report) {
        Map<String, Mention> accounts = new LinkedHashMap<>();
        Mention named = named(report);
        report.getPayments().forEach(payment -> accounts.put(creditor(payment), named));
        report.getSuspectAccounts()
                .forEach(account -> accounts.put(
                        AccountId.of(account.getBank(), account.getAccount()).toString(), named));
        return accounts;
    }

    /** What it says about numbers, by E.164 number. */
    public static Map<String, Mention> numbers(ScamReport report) {
        Map<String, Mention> numbers = new LinkedHashMap<>();
        Mention named = named(report);
        report.getSuspectPhones().forEach(phone -> numbers.put(phone, named));
        return numbers;
    }

    /** The payments that it claims, by the name of the transfer. */
    public static Map<String, Claim> claims(ScamReport report) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        Mention named = named(report);
        AccountId victim = AccountId.of(
                Objects.requireNonNull(report.getVictim().getBank()),
                Objects.requireNonNull(report.getVictim().getAccount()));
        for (ReportedPayment payment : report.getPayments()) {
            String name = Paid.name(victim, Objects.requireNonNull(payment.getTransferRef()));
            Mention claimed = new Mention(
                    named.reportId(),
                    named.victim(),
                    named.reportedAt(),
                    named.incidentAt(),
                    "",
                    payment.getAmountMinor());
            claims.put(name, new Claim(creditor(payment), claimed));
        }
        return claims;
    }

    private static String creditor(ReportedPayment payment) {
        return AccountId.of(
                        Objects.requireNonNull(payment.getSuspectBank()),
                        Objects.requireNonNull(payment.getSuspectAccount()))
                .toString();
    }

    private static Mention named(ScamReport report) {
        Instant incidentAt = report.getPayments().stream()
                .map(ReportedPayment::getPaidAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(report.getReportedAt());
        return new Mention(
                report.getReportId(),
                Objects.requireNonNull(report.getVictim().getRef()),
                report.getReportedAt().toEpochMilli(),
                incidentAt.toEpochMilli(),
                "",
                0);
    }
}
