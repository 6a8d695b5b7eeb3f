package io.sekat.streams.core.casefile;

import io.sekat.events.Amount;
import io.sekat.events.CaseMember;
import io.sekat.events.CasePayment;
import io.sekat.events.CaseSummary;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What is said of a case: a function of its reports alone, in whatever order they came. */
final class CaseSummaries {
    /** How many reports a summary lists. */
    private static final int SHOWN = 200;

    private static final int DIGEST_BYTES = 12;

    private CaseSummaries() {}

    /**
     * Sums up a case.
     *
     * @param members its reports by their ids; at least one
     */
    static CaseSummary of(SortedMap<String, CaseMember> members) {
        Collection<CaseMember> all = members.values();
        Collection<CasePayment> payments = distinct(all);
        return CaseSummary.newBuilder()
                .setCaseId(members.firstKey())
                .setReportCount(members.size())
                .setVictimCount(
                        (int) all.stream().map(CaseMember::getVictim).distinct().count())
                .setLost(sum(payments, CasePayment::getLostMinor))
                .setClaimed(sum(payments, CasePayment::getClaimedMinor))
                .setHeld(sum(payments, CasePayment::getHeldMinor))
                .setConfirmed(sum(payments, CasePayment::getConfirmedMinor))
                .setCashedOut(sum(payments, CasePayment::getCashedOutMinor))
                .setReturned(sum(payments, CasePayment::getReturnedMinor))
                .setParticipants(all.stream()
                        .flatMap(member -> member.getParticipants().stream())
                        .distinct()
                        .sorted()
                        .toList())
                .setFirstIncidentAt(all.stream()
                        .map(CaseMember::getIncidentAt)
                        .min(Instant::compareTo)
                        .orElseThrow())
                .setLastIncidentAt(all.stream()
                        .map(CaseMember::getIncidentAt)
                        .max(Instant::compareTo)
                        .orElseThrow())
                .setScamTypes(all.stream()
                        .map(CaseMember::getScamType)
                        .filter(type -> !type.isBlank())
                        .distinct()
                        .sorted()
                        .toList())
                .setReportIds(members.keySet().stream().limit(SHOWN).toList())
                .build();
    }

    /** A short text that is other for another summary. */
    static String digest(CaseSummary summary) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(CaseSummary.getEncoder().encode(summary).array());
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new IllegalStateException("a summary is written to memory", e);
        }
    }

    /** Each payment once: of what reports say about the same one, the most was lost, and what was verified counts. */
    private static Collection<CasePayment> distinct(Collection<CaseMember> members) {
        Map<String, CasePayment> byPayment = new TreeMap<>();
        members.forEach(member -> member.getPayments()
                .forEach(payment ->
                        byPayment.merge(payment.getPayment() + payment.getCurrency(), payment, CaseSummaries::joined)));
        return byPayment.values();
    }

    private static CasePayment joined(CasePayment one, CasePayment other) {
        CasePayment verified = Comparator.comparingLong(CasePayment::getClaimedMinor)
                                .thenComparingLong(CasePayment::getHeldMinor)
                                .thenComparingLong(CasePayment::getCashedOutMinor)
                                .thenComparingLong(CasePayment::getReturnedMinor)
                                .thenComparingLong(CasePayment::getConfirmedMinor)
                                .compare(one, other)
                        >= 0
                ? one
                : other;
        return CasePayment.newBuilder(verified)
                .setLostMinor(Math.max(one.getLostMinor(), other.getLostMinor()))
                .build();
    }

    /** What reports state is not bounded, so a sum stops at the largest number there is. */
    private static List<Amount> sum(Collection<CasePayment> payments, ToLongFunction<CasePayment> minor) {
        Map<String, Long> byCurrency = new TreeMap<>();
        payments.forEach(payment -> byCurrency.merge(
                payment.getCurrency(),
                minor.applyAsLong(payment),
                (one, other) -> one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other));
        return byCurrency.entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .map(sum -> new Amount(sum.getKey(), sum.getValue()))
                .toList();
    }
}
