package io.sekat.streams.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Amount;
import io.sekat.events.CaseIdentifier;
import io.sekat.events.CaseMember;
import io.sekat.events.CasePayment;
import io.sekat.events.CaseSummary;
import io.sekat.streams.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However reports come, change, leave and come again, each is told of the case that plain union-find gives at the end. */
class CaseGraphPropertyTest {

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void endsWherePlainUnionFindDoes(@ForAll Random random) {
        int limit = 1 + random.nextInt(4);
        CaseDesk desk = new CaseDesk(limit);
        int reports = 1 + random.nextInt(12);
        int identifiers = 1 + random.nextInt(10);
        Map<String, CaseMember> last = new TreeMap<>();
        for (int i = random.nextInt(60); i >= 0; i--) {
            String id = "R" + random.nextInt(reports);
            CaseMember next = last.containsKey(id) && random.nextInt(5) == 0
                    ? last.get(id)
                    : random.nextInt(5) == 0
                            ? CaseDesk.member(id).setWithdrawn(true).build()
                            : member(random, id, identifiers);
            last.put(id, next);
            desk.hear(next);
            if (random.nextInt(4) == 0) {
                desk.passes(Duration.ofMillis(random.nextInt(700)));
                desk.look();
            }
        }
        desk.settle();

        last.values().removeIf(CaseMember::getWithdrawn);
        assertThat(desk.told).isEqualTo(plainly(last, limit));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void theOrderOfArrivalDoesNotMatter(@ForAll Random random) {
        List<CaseMember> members = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            members.add(member(random, "R" + i, 12));
        }
        CaseDesk one = new CaseDesk(5);
        members.forEach(one::hear);
        one.settle();
        CaseDesk other = new CaseDesk(5);
        Collections.shuffle(members, random);
        members.forEach(member -> {
            other.hear(member);
            if (random.nextBoolean()) {
                other.settle();
            }
        });
        other.settle();

        assertThat(other.told).isEqualTo(one.told);
    }

    private static CaseMember member(Random random, String id, int identifiers) {
        Map<String, Boolean> names = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            names.put("I" + random.nextInt(identifiers), random.nextInt(8) == 0);
        }
        List<CasePayment> payments = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int payment = random.nextInt(6);
            // What is said of one payment is the same everywhere but for what each victim says was lost.
            payments.add(CasePayment.newBuilder()
                    .setPayment("P" + payment)
                    .setCurrency(payment % 2 == 0 ? "MYR" : "USD")
                    .setLostMinor(1 + random.nextInt(1000))
                    .setClaimedMinor(100L + payment)
                    .setHeldMinor(payment)
                    .setConfirmedMinor(payment / 2)
                    .setCashedOutMinor(70)
                    .setReturnedMinor(30)
                    .build());
        }
        return CaseMember.newBuilder()
                .setReportId(id)
                .setVictim("person-" + random.nextInt(4))
                .setIncidentAt(Samples.PAID.plusSeconds(random.nextInt(5)))
                .setScamType(List.of("", "PARCEL", "INVESTMENT").get(random.nextInt(3)))
                .setIdentifiers(names.entrySet().stream()
                        .map(name -> new CaseIdentifier(name.getKey(), name.getValue()))
                        .toList())
                .setPayments(payments)
                .setParticipants(random.nextBoolean() ? List.of("BETAMYKL") : List.of("ALPHMYKL", "CELCO"))
                .build();
    }

    /** The same worked out from scratch. */
    private static Map<String, CaseSummary> plainly(Map<String, CaseMember> reports, int limit) {
        Map<String, List<String>> naming = new HashMap<>();
        Map<String, Boolean> isProtected = new HashMap<>();
        reports.forEach((id, report) -> report.getIdentifiers().forEach(named -> {
            naming.computeIfAbsent(named.getIdentifier(), any -> new ArrayList<>())
                    .add(id);
            isProtected.merge(named.getIdentifier(), named.getProtected$(), Boolean::logicalOr);
        }));
        Map<String, String> parents = new HashMap<>();
        naming.forEach((identifier, ids) -> {
            if (ids.size() <= limit && !isProtected.get(identifier)) {
                ids.forEach(id -> parents.put(root(parents, id), root(parents, ids.get(0))));
            }
        });
        Map<String, List<CaseMember>> cases = new HashMap<>();
        reports.forEach((id, report) -> cases.computeIfAbsent(root(parents, id), any -> new ArrayList<>())
                .add(report));
        Map<String, CaseSummary> summaries = new TreeMap<>();
        cases.values()
                .forEach(members -> members.forEach(member -> summaries.put(member.getReportId(), plainly(members))));
        return summaries;
    }

    private static String root(Map<String, String> parents, String id) {
        String parent = parents.getOrDefault(id, id);
        return parent.equals(id) ? id : root(parents, parent);
    }

    private static CaseSummary plainly(List<CaseMember> members) {
        List<String> ids =
                members.stream().map(CaseMember::getReportId).sorted().toList();
        Map<String, Long> lost = new HashMap<>();
        members.forEach(
                member -> member.getPayments().forEach(p -> lost.merge(p.getPayment(), p.getLostMinor(), Math::max)));
        long[][] sums = new long[6][2];
        lost.forEach((payment, minor) -> {
            int number = Integer.parseInt(payment.substring(1));
            long[] each = {minor, 100L + number, number, number / 2, 70, 30};
            for (int i = 0; i < each.length; i++) {
                sums[i][number % 2] += each[i];
            }
        });
        return new CaseSummary(
                ids.get(0),
                members.size(),
                (int) members.stream().map(CaseMember::getVictim).distinct().count(),
                amounts(sums[0]),
                amounts(sums[1]),
                amounts(sums[2]),
                amounts(sums[3]),
                amounts(sums[4]),
                amounts(sums[5]),
                members.stream()
                        .flatMap(member -> member.getParticipants().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                members.stream()
                        .map(CaseMember::getIncidentAt)
                        .sorted()
                        .toList()
                        .get(0),
                members.stream()
                        .map(CaseMember::getIncidentAt)
                        .sorted()
                        .toList()
                        .get(members.size() - 1),
                members.stream()
                        .map(CaseMember::getScamType)
                        .filter(type -> !type.isEmpty())
                        .distinct()
                        .sorted()
                        .toList(),
                ids);
    }

    private static List<Amount> amounts(long[] sums) {
        List<Amount> amounts = new ArrayList<>();
        if (sums[0] > 0) {
            amounts.add(new Amount("MYR", sums[0]));
        }
        if (sums[1] > 0) {
            amounts.add(new Amount("USD", sums[1]));
        }
        return amounts;
    }
}
