package io.sekat.streams.core.casefile;

import io.sekat.events.CaseIdentifier;
import io.sekat.events.CaseMember;
import io.sekat.events.CaseMessage;
import io.sekat.events.CasePayment;
import io.sekat.events.CaseSummary;
import io.sekat.streams.Samples;
import io.sekat.streams.core.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A graph of cases in memory, its clock, and what each report was told last. */
final class CaseDesk {
    final MemoryRegister register = new MemoryRegister();
    final Map<String, CaseSummary> told = new TreeMap<>();
    private final CaseGraph graph;
    private Instant now = Samples.NOW;

    CaseDesk(int mostLinks) {
        graph = new CaseGraph(register, mostLinks);
    }

    /** A report of its own person that names these; a leading '!' says that it is protected. */
    static CaseMember.Builder member(String reportId, String... identifiers) {
        return CaseMember.newBuilder()
                .setReportId(reportId)
                .setVictim(Samples.personOf(reportId))
                .setIncidentAt(Samples.PAID)
                .setScamType("INVESTMENT")
                .setIdentifiers(Stream.of(identifiers)
                        .map(name -> new CaseIdentifier(name.replace("!", ""), name.startsWith("!")))
                        .toList());
    }

    /** A payment that was verified and is held whole. */
    static CasePayment held(String payment, long minor) {
        return CasePayment.newBuilder()
                .setPayment(payment)
                .setCurrency("MYR")
                .setLostMinor(minor)
                .setClaimedMinor(minor)
                .setHeldMinor(minor)
                .build();
    }

    void hear(CaseMember.Builder... members) {
        for (CaseMember.Builder member : members) {
            hear(member.build());
        }
    }

    void hear(CaseMember member) {
        graph.hear(member);
        if (member.getWithdrawn()) {
            told.remove(member.getReportId());
        }
    }

    void withdraw(String reportId) {
        hear(member(reportId).setWithdrawn(true));
    }

    /** Looks once; gives the reports that were told something. */
    List<String> look() {
        List<String> reports = new ArrayList<>();
        for (Effect effect : graph.settle(now)) {
            CaseSummary summary = (CaseSummary) ((CaseMessage) effect.event()).getBody();
            if (summary.equals(told.put(effect.key(), summary))) {
                throw new AssertionError("report " + effect.key() + " was told the same twice: " + summary);
            }
            reports.add(effect.key());
        }
        return reports;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /** Looks again and again until nothing waits. */
    List<String> settle() {
        List<String> reports = new ArrayList<>(look());
        for (int i = 0; !register.unsettled().isEmpty(); i++) {
            if (i > 1000) {
                throw new AssertionError("these wait for ever: " + register.unsettled());
            }
            passes(Duration.ofMillis(100));
            reports.addAll(look());
        }
        return reports;
    }

    /** The case that a report was told that it belongs to. */
    CaseSummary caseOf(String reportId) {
        CaseSummary summary = told.get(reportId);
        if (summary == null) {
            throw new AssertionError("report " + reportId + " was told of no case");
        }
        return summary;
    }
}
