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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
            return file.isPresent() ? Optional.empty() : Optional.of(revised(opening, 1));
        }
        EnrichedReport known = file.orElseThrow(
                () -> new IllegalArgumentException("facts came before the report that they belong to: " + body));
        return with(known, body).map(next -> revised(next, known.getRevision() + 1));
    }

    /**
     * What the report adds to its case.
     *
     * @param before the file before it was told something; empty: it was not opened yet
     * @param after the file now
     * @return what it adds now; empty when that is what it added before
     */
    public static Optional<CaseMember> adds(Optional<EnrichedReport> before, EnrichedReport after) {
        CaseMember member = CaseMembers.of(after);
        return before.map(CaseMembers::of).filter(member::equals).isPresent() ? Optional.empty() : Optional.of(member);
    }

    private static Optional<EnrichedReport> with(EnrichedReport file, Object facts) {
        EnrichedReport.Builder next = EnrichedReport.newBuilder(file);
        if (file.getWithdrawnAt() != null) {
            return Optional.empty(); // it stays as it was; what comes was sent before the withdrawal was known there
        } else if (facts instanceof ReportWithdrawn withdrawn) {
            return Optional.of(next.setWithdrawnAt(withdrawn.getIssuedAt())
                    .setCaseSummary(null)
                    .setPayments(
                            file.getPayments().stream().map(CaseFile::unclaimed).toList())
                    .build());
        } else if (facts instanceof EnrichedAccount account) {
            return replaced(
                            file.getAccounts(),
                            account,
                            held -> held.getBank().equals(account.getBank())
                                    && held.getAccount().equals(account.getAccount()))
                    .map(accounts -> next.setAccounts(accounts).build());
        } else if (facts instanceof EnrichedNumber number) {
            return replaced(
                            file.getNumbers(),
                            number,
                            held -> held.getPhoneNumber().equals(number.getPhoneNumber()))
                    .map(numbers -> next.setNumbers(numbers).build());
        } else if (facts instanceof EnrichedPayment payment) {
            return replaced(file.getPayments(), payment, held -> held.getIndex() == payment.getIndex())
                    .map(payments -> next.setPayments(payments).build());
        } else if (facts instanceof CaseSummary summary) {
            return summary.equals(file.getCaseSummary())
                    ? Optional.empty()
                    : Optional.of(next.setCaseSummary(summary).build());
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

    private static EnrichedReport revised(EnrichedReport file, long revision) {
        return EnrichedReport.newBuilder(file).setRevision(revision).build();
    }
}
