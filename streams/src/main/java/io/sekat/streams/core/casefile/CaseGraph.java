package io.sekat.streams.core.casefile;

import io.sekat.events.CaseIdentifier;
import io.sekat.events.CaseMember;
import io.sekat.events.CaseMessage;
import io.sekat.events.CaseSummary;
import io.sekat.streams.core.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which reports are one case (design section 4.7): those that share an account or number, directly or by way of others,
 * where it is neither protected nor too common. Each event notes from which reports the cases that it touched can be
 * reached ({@link #hear}); those alone are walked through and told, once for many events ({@link #settle}).
 */
public final class CaseGraph {
    /** A case is told no more often than this, */
    private static final Duration SHORTEST_REST = Duration.ofMillis(500);
    /** and no more often than so many times the number of its reports: a large one must not crowd out all others. */
    private static final Duration REST_A_REPORT = Duration.ofMillis(2);
    /** Reports after which the rest waits for the next time, because others wait for the same thread. */
    private static final int MOST_AT_ONCE = 500;

    private final CaseRegister register;
    private final int mostLinks;

    /** Until when the case of a report is not told again. Losing it tells a case early, and does no harm. */
    private final Map<String, Instant> resting = new HashMap<>();

    private Instant lastLook = Instant.MIN;

    /**
     * @param register where the reports are kept
     * @param mostLinks an account or number that more reports than this name joins them to no case
     */
    public CaseGraph(CaseRegister register, int mostLinks) {
        this.register = register;
        this.mostLinks = mostLinks;
    }

    /** Takes in what a report adds now; the same again changes nothing. */
    public void hear(CaseMember member) {
        String reportId = member.getReportId();
        CaseMember before = register.member(reportId);
        CaseMember after = member.getWithdrawn() ? null : member;
        if (Objects.equals(before, after)) {
            return;
        }
        Map<String, Boolean> named = identifiers(before);
        Map<String, Boolean> names = identifiers(after);
        Set<String> touched = new TreeSet<>(named.keySet());
        touched.addAll(names.keySet());
        touched.forEach(identifier -> relink(reportId, identifier, named.get(identifier), names.get(identifier)));
        if (after == null) {
            register.removeMember(reportId);
            register.settled(reportId);
        } else {
            register.putMember(after);
            register.unsettle(reportId);
        }
    }

    private static Map<String, Boolean> identifiers(@Nullable CaseMember member) {
        return member == null
                ? Map.of()
                : member.getIdentifiers().stream()
                        .collect(Collectors.toMap(
                                CaseIdentifier::getIdentifier, CaseIdentifier::getProtected$, Boolean::logicalOr));
    }

    /**
     * Brings one account or number up to date.
     *
     * @param was whether the report said that it is protected; null: it did not name it
     * @param is the same, now
     */
    private void relink(String reportId, String identifier, @Nullable Boolean was, @Nullable Boolean is) {
        if (Objects.equals(was, is)) {
            return;
        }
        Namings before = register.namings(identifier);
        Namings without = was == null ? before : before.without(was);
        Namings after = is == null ? without : without.with(is);
        register.putNamings(identifier, after);
        if (is == null) {
            register.unlink(identifier, reportId);
        } else if (was == null) {
            register.link(identifier, reportId);
        }
        boolean joins = after.joins(mostLinks);
        if (before.joins(mostLinks) && !joins) {
            // It held them together; now each may be in another case.
            register.reportsNaming(identifier, Integer.MAX_VALUE).forEach(register::unsettle);
        } else if (joins) {
            // All that it joins are reached from any one of them.
            register.reportsNaming(identifier, 1).forEach(register::unsettle);
        }
    }

    /** Whether every report was told of its case. */
    public boolean isSettled() {
        return register.isSettled();
    }

    /**
     * Tells reports of the cases that are other than they were told.
     *
     * @param now the time, UTC
     * @return whom to tell what; what must wait stays noted
     */
    public List<Effect> settle(Instant now) {
        Set<String> unsettled = register.unsettled();
        if (unsettled.isEmpty()) {
            return List.of();
        }
        if (now.isBefore(lastLook)) {
            resting.clear(); // the clock was set back: nothing would be told until it is there again
        }
        lastLook = now;
        resting.values().removeIf(until -> !until.isAfter(now));
        List<Effect> effects = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String seed : unsettled) {
            if (seen.size() >= MOST_AT_ONCE) {
                break;
            }
            if (!seen.contains(seed) && !resting.containsKey(seed)) {
                SortedMap<String, CaseMember> members = walk(seed);
                seen.addAll(members.keySet());
                Optional<Instant> rest = members.keySet().stream()
                        .map(resting::get)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo);
                if (rest.isEmpty()) {
                    tell(members, effects);
                    members.keySet().stream().filter(unsettled::contains).forEach(register::settled);
                }
                Duration size = REST_A_REPORT.multipliedBy(members.size());
                Instant until = rest.orElse(now.plus(size.compareTo(SHORTEST_REST) > 0 ? size : SHORTEST_REST));
                members.keySet().forEach(report -> resting.put(report, until));
            }
        }
        return effects;
    }

    private void tell(SortedMap<String, CaseMember> members, List<Effect> effects) {
        CaseSummary summary = CaseSummaries.of(members);
        String digest = CaseSummaries.digest(summary);
        CaseMessage message = new CaseMessage(summary);
        members.keySet().forEach(report -> {
            if (!digest.equals(register.told(report))) {
                register.putTold(report, digest);
                effects.add(new Effect.TellCase(report, message));
            }
        });
    }

    /** All reports of the case that a report belongs to. */
    private SortedMap<String, CaseMember> walk(String reportId) {
        SortedMap<String, CaseMember> members = new TreeMap<>();
        Set<String> identifiers = new HashSet<>();
        Set<String> found = new HashSet<>(Set.of(reportId));
        Deque<String> ahead = new ArrayDeque<>(found);
        while (!ahead.isEmpty()) {
            String next = ahead.remove();
            CaseMember member = Objects.requireNonNull(
                    register.member(next), () -> "report " + next + " is linked or unsettled, but is no member");
            members.put(next, member);
            for (CaseIdentifier named : member.getIdentifiers()) {
                String identifier = named.getIdentifier();
                if (identifiers.add(identifier) && register.namings(identifier).joins(mostLinks)) {
                    register.reportsNaming(identifier, mostLinks).stream()
                            .filter(found::add)
                            .forEach(ahead::add);
                }
            }
        }
        return members;
    }
}
