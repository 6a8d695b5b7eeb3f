package io.sekat.streams.core.casefile;

import io.sekat.events.CaseMember;
import io.sekat.events.CaseMessage;
import io.sekat.events.CaseSummary;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.ReportWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A report with all that is known about what it names: a new revision whenever any of it changes (section 4.7). */
public final class CaseFile {
    private CaseFile() {}

    /**
     * Takes in what the file is told.
     *
     * @param file the file so far; empty: not opened yet
     * @param message the report itself, or the present facts of something that it names
     * @return the new revision; empty when nothing changed
     * @throws IllegalArgumentException when facts come before the report: intake writes the report first
     */
    public static Optional<EnrichedReport> hear(Optional<EnrichedReport> file, CaseMessage message) {
        Object body = message.getBody();
        if (body instanceof EnrichedReport opening) {
            return file.isPresent()
                    ? Optional.empty()
                    : Optional.of(revised(
                            opening, opening.getPayments(), opening.getAccounts(), opening.getNumbers(), null, null));
        }
        EnrichedReport known = file.orElseThrow(
                () -> new IllegalArgumentException("facts came before the report that they belong to: " + body));
        return with(known, body);
    }

    /**
     * What the report adds to its case.
     *
     * @param file its file
     */
    public static CaseMember adds(EnrichedReport file) {
        return CaseMembers.of(file);
    }

    /** The next revision, with the facts; empty where the file has them. */
    private static Optional<EnrichedReport> with(EnrichedReport file, Object facts) {
        if (file.getWithdrawnAt() != null) {
            return Optional.empty(); // it stays as it was; what comes was sent before the withdrawal was known there
        } else if (facts instanceof ReportWithdrawn withdrawn) {
            return Optional.of(revised(
                    file,
                    file.getPayments().stream().map(CaseFile::unclaimed).toList(),
                    file.getAccounts(),
                    file.getNumbers(),
                    withdrawn.getIssuedAt(),
                    null));
        } else if (facts instanceof EnrichedAccount account) {
            return replaced(
                            file.getAccounts(),
                            account,
                            held -> held.getBank().equals(account.getBank())
                                    && held.getAccount().equals(account.getAccount()))
                    .map(accounts -> revised(
                            file, file.getPayments(), accounts, file.getNumbers(), null, file.getCaseSummary()));
        } else if (facts instanceof EnrichedNumber number) {
            return replaced(
                            file.getNumbers(),
                            number,
                            held -> held.getPhoneNumber().equals(number.getPhoneNumber()))
                    .map(numbers -> revised(
                            file, file.getPayments(), file.getAccounts(), numbers, null, file.getCaseSummary()));
        } else if (facts instanceof EnrichedPayment payment) {
            return replaced(file.getPayments(), payment, held -> held.getIndex() == payment.getIndex())
                    .map(payments -> revised(
                            file, payments, file.getAccounts(), file.getNumbers(), null, file.getCaseSummary()));
        } else if (facts instanceof CaseSummary summary) {
            return summary.equals(file.getCaseSummary())
                    ? Optional.empty()
                    : Optional.of(
                            revised(file, file.getPayments(), file.getAccounts(), file.getNumbers(), null, summary));
        }
        throw new IllegalArgumentException("a report's file cannot be told " + facts);
    }

    private static EnrichedPayment unclaimed(EnrichedPayment payment) {
        return EnrichedPayment.newBuilder(payment)
                .setState(ClaimState.MENTION)
                .setRootTransferRef(null)
                .setClaimedMinor(0)
                .setTrail(null)
                .build();
    }

    /** The items with one replaced; empty when it was like that already. */
    private static <T> Optional<List<T>> replaced(List<T> items, T item, Predicate<T> isSame) {
        // Item by item: Avro's own lists cannot be compared when their items hold optional times.
        if (items.stream().filter(isSame).allMatch(item::equals)) {
            return Optional.empty();
        }
        List<T> copy = new ArrayList<>(items);
        copy.replaceAll(held -> isSame.test(held) ? item : held);
        return Optional.of(copy);
    }

    /** The same file as another revision. */
    public static EnrichedReport as(long revision, EnrichedReport file) {
        return new EnrichedReport(
                file.getReportId(),
                revision,
                file.getChannel(),
                file.getScamType(),
                file.getReportedAt(),
                file.getReceivedAt(),
                file.getIncidentAt(),
                file.getNarrative(),
                file.getVictim(),
                file.getPayments(),
                file.getAccounts(),
                file.getNumbers(),
                file.getUrls(),
                file.getNotes(),
                file.getWithdrawnAt(),
                file.getCaseSummary());
    }

    /** The next revision. It shares the parts: Avro's builders copy all of them to the last number. */
    private static EnrichedReport revised(
            EnrichedReport file,
            List<EnrichedPayment> payments,
            List<EnrichedAccount> accounts,
            List<EnrichedNumber> numbers,
            @Nullable Instant withdrawnAt,
            @Nullable CaseSummary summary) {
        return new EnrichedReport(
                file.getReportId(),
                file.getRevision() + 1,
                file.getChannel(),
                file.getScamType(),
                file.getReportedAt(),
                file.getReceivedAt(),
                file.getIncidentAt(),
                file.getNarrative(),
                file.getVictim(),
                payments,
                accounts,
                numbers,
                file.getUrls(),
                file.getNotes(),
                withdrawnAt,
                summary);
    }
}
