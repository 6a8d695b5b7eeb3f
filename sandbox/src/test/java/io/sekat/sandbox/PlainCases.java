package io.sekat.sandbox;

import io.sekat.events.Amount;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cases that reports form, worked out from scratch by union-find, in the words of their enriched reports. */
final class PlainCases {
    private final Map<String, String> parents = new HashMap<>();

    private PlainCases() {}

    /**
     * Id, case, size and sum held of each report.
     *
     * @param limit reports naming one account or number after which it joins none
     */
    static List<String> of(Collection<EnrichedReport> reports, int limit) {
        return new PlainCases().work(reports, limit);
    }

    /** The same as the reports themselves say it; nothing of a report that says none. */
    static List<String> told(Collection<EnrichedReport> reports) {
        return reports.stream()
                .filter(report -> report.getCaseSummary() != null)
                .map(report -> row(
                        report,
                        report.getCaseSummary().getCaseId(),
                        report.getCaseSummary().getReportCount(),
                        report.getCaseSummary().getHeld().stream()
                                .mapToLong(Amount::getMinor)
                                .sum()))
                .toList();
    }

    private List<String> work(Collection<EnrichedReport> reports, int limit) {
        Map<String, Set<String>> naming = new TreeMap<>();
        Set<String> protectedOnes = new HashSet<>();
        for (EnrichedReport report : reports) {
            report.getAccounts().forEach(account -> {
                String id = account.getBank() + ":" + account.getAccount();
                naming.computeIfAbsent(id, any -> new TreeSet<>()).add(report.getReportId());
                if (account.getEntry() != null && account.getEntry().getProtected$()) {
                    protectedOnes.add(id);
                }
            });
            report.getNumbers().forEach(number -> {
                naming.computeIfAbsent(number.getPhoneNumber(), any -> new TreeSet<>())
                        .add(report.getReportId());
                if (number.getEntry() != null && number.getEntry().getProtected$()) {
                    protectedOnes.add(number.getPhoneNumber());
                }
            });
        }
        naming.forEach((identifier, ids) -> {
            if (ids.size() <= limit && !protectedOnes.contains(identifier)) {
                ids.forEach(id -> join(id, ids.iterator().next()));
            }
        });
        Map<String, List<EnrichedReport>> cases = new HashMap<>();
        reports.forEach(report -> cases.computeIfAbsent(root(report.getReportId()), any -> new ArrayList<>())
                .add(report));
        return reports.stream()
                .map(report -> {
                    List<EnrichedReport> members = cases.get(root(report.getReportId()));
                    return row(report, root(report.getReportId()), members.size(), held(members));
                })
                .toList();
    }

    private static long held(List<EnrichedReport> members) {
        Map<String, Long> byPayment = new HashMap<>();
        for (EnrichedReport report : members) {
            for (EnrichedPayment payment : report.getPayments()) {
                if (payment.getState() == ClaimState.VERIFIED) {
                    byPayment.put(
                            report.getVictim().getAccount() + "#" + payment.getRootTransferRef(),
                            payment.getTrail().getHeldMinor());
                }
            }
        }
        return byPayment.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String row(EnrichedReport report, String caseId, int size, long held) {
        return report.getReportId() + "," + caseId + "," + size + "," + held;
    }

    /** The smaller id is the root. */
    private void join(String one, String other) {
        String a = root(one);
        String b = root(other);
        if (a.compareTo(b) < 0) {
            parents.put(b, a);
        } else if (a.compareTo(b) > 0) {
            parents.put(a, b);
        }
    }

    private String root(String id) {
        String parent = parents.get(id);
        return parent == null ? id : root(parent);
    }
}
