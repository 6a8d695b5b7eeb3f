package io.sekat.reports;

import io.sekat.events.RejectReason;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.identifiers.TransferRef;
import io.sekat.money.InvalidMoney;
import io.sekat.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a report without knowing who takes part (design section 4.1). Whether its banks are known is the
 * Streams application's to say.
 */
public final class ReportCheck {
    /** Nobody reported a scam to this system before; earlier times are typing errors. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** How far clocks of channels may be ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /**
     * What a report says is copied into its file, into notes, and to each account and number that it names; a report of
     * any length would make these larger than a record may be.
     */
    private static final int MOST_ITEMS = 100;

    private static final int MOST_CHARACTERS = 100_000;
    private static final int LONGEST_ID = 200;

    private final Instant receivedAt;
    private final List<Flaw> flaws = new ArrayList<>();

    private ReportCheck(Instant receivedAt) {
        this.receivedAt = receivedAt;
    }

    /**
     * Looks for all flaws.
     *
     * @param receivedAt when it came in, UTC
     * @return the flaws in the order of the fields; none: it can be accepted
     */
    public static List<Flaw> flaws(ScamReport report, Instant receivedAt) {
        ReportCheck check = new ReportCheck(receivedAt);
        check.look(report);
        return List.copyOf(check.flaws);
    }

    private void look(ScamReport report) {
        if (report.getReportId().isBlank()) {
            add(RejectReason.MISSING_REPORT_ID, "reportId", "is empty: expected the centre's identifier");
        }
        length("reportId", report.getReportId(), LONGEST_ID);
        // It is kept with each account and number that the report names, and with each claim of the victim's account.
        length("victim.ref", stripped(report.getVictim().getRef()), LONGEST_ID);
        size("payments", report.getPayments());
        size("suspectAccounts", report.getSuspectAccounts());
        size("suspectPhones", report.getSuspectPhones());
        size("suspectUrls", report.getSuspectUrls());
        long characters = characters(report);
        if (characters > MOST_CHARACTERS) {
            add(
                    RejectReason.MALFORMED,
                    "",
                    "report has " + characters + " characters in all its texts: expected " + MOST_CHARACTERS
                            + " at most");
        }
        time("reportedAt", report.getReportedAt());
        for (int i = 0; i < report.getPayments().size(); i++) {
            ReportedPayment payment = report.getPayments().get(i);
            amount("payments[" + i + "].amount", payment);
            length("payments[" + i + "].transferRef", stripped(payment.getTransferRef()), TransferRef.LONGEST);
            if (payment.getPaidAt() != null) {
                time("payments[" + i + "].paidAt", payment.getPaidAt());
            }
        }
        boolean namesSuspect = report.getPayments().stream().anyMatch(payment -> isTyped(payment.getSuspectAccount()))
                || report.getSuspectAccounts().stream().anyMatch(account -> isTyped(account.getAccount()))
                || report.getSuspectPhones().stream().anyMatch(ReportCheck::isTyped);
        if (!namesSuspect) {
            add(RejectReason.NO_SUSPECT, "", "report names no suspect: expected at least one account or number");
        }
    }

    private void size(String field, List<?> items) {
        if (items.size() > MOST_ITEMS) {
            add(
                    RejectReason.MALFORMED,
                    field,
                    "has " + items.size() + " items: expected " + MOST_ITEMS + " at most; report the rest under another"
                            + " reportId");
        }
    }

    private void length(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            add(RejectReason.MALFORMED, field, "has " + text.length() + " characters: expected " + most + " at most");
        }
    }

    /** As the Streams application keeps it. */
    private static @Nullable String stripped(@Nullable String text) {
        return text == null ? null : text.strip();
    }

    private static long characters(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        } else if (value instanceof List<?> items) {
            return items.stream().mapToLong(ReportCheck::characters).sum();
        } else if (value instanceof IndexedRecord record) {
            return IntStream.range(0, record.getSchema().getFields().size())
                    .mapToLong(field -> characters(record.get(field)))
                    .sum();
        }
        return 0;
    }

    private void time(String field, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(receivedAt.plus(AHEAD))) {
            add(
                    RejectReason.BAD_TIMESTAMP,
                    field,
                    time + " is not valid: expected a time from " + EARLIEST + " to a day after the report came in");
        }
    }

    private void amount(String field, ReportedPayment payment) {
        try {
            Money amount = new Money(payment.getCurrency(), payment.getAmountMinor());
            if (!amount.isPayable()) {
                add(RejectReason.BAD_AMOUNT, field, amount + " is not valid: expected " + Money.PAYABLE);
            }
        } catch (InvalidMoney e) {
            add(RejectReason.BAD_AMOUNT, field, "is not valid: " + e.getMessage());
        }
    }

    private void add(RejectReason reason, String field, String problem) {
        flaws.add(new Flaw(reason, field, problem));
    }

    private static boolean isTyped(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
