package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Forwarder.Passage;
import io.sekat.benchmarks.torture.Member.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the faults of a run: the same seed, length, members and kinds give the same faults. */
final class Schedule {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Longer than the sessions of brokers, instances and agents, so that somebody else takes over. */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private static final Duration FARTHEST_JUMP = Duration.ofSeconds(45);
    /** A process that has just come back is left in peace for this long. */
    private static final Duration PEACE = Duration.ofSeconds(4);

    private final Random random;
    private final SortedMap<String, Role> members;
    private final Set<FaultKind> kinds;
    private final Map<String, Duration> freeFrom = new HashMap<>();

    private Schedule(Random random, SortedMap<String, Role> members, Set<FaultKind> kinds) {
        this.random = random;
        this.members = members;
        this.kinds = kinds;
    }

    /**
     * Draws one.
     *
     * @param lasts until when faults begin and end
     * @param pause how long it is from the beginning of one fault to that of the next, on average
     * @param members names and roles of the processes
     * @param kinds what the machine can do to them
     */
    static List<Fault> draw(
            long seed, Duration lasts, Duration pause, SortedMap<String, Role> members, Set<FaultKind> kinds) {
        return new Schedule(new Random(seed), members, kinds).faults(lasts, pause);
    }

    private List<Fault> faults(Duration lasts, Duration pause) {
        List<Fault> faults = new ArrayList<>();
        Duration at = SHORTEST;
        while (at.plus(SHORTEST).compareTo(lasts) < 0) {
            Duration latest = lasts.minus(at);
            Duration length = between(SHORTEST, latest.compareTo(LONGEST) < 0 ? latest : LONGEST);
            Fault fault = fault(faults.size() + 1, at, length);
            if (isTooEarly(at, fault.target()) || isTooEarly(at, Fault.EVERYTHING)) {
                at = at.plus(Duration.ofMillis(200));
                continue;
            }
            freeFrom.put(fault.target(), fault.until().plus(PEACE));
            faults.add(fault);
            at = at.plus(Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * pause.toMillis())));
        }
        return List.copyOf(faults);
    }

    private boolean isTooEarly(Duration at, String target) {
        return at.compareTo(freeFrom.getOrDefault(target, Duration.ZERO)) < 0;
    }

    private Fault fault(int number, Duration at, Duration lasts) {
        List<FaultKind> weighted = Stream.of(FaultKind.values())
                .filter(kinds::contains)
                .flatMap(kind -> Collections.nCopies(weight(kind), kind).stream())
                .toList();
        FaultKind kind = weighted.get(random.nextInt(weighted.size()));
        return switch (kind) {
            case CUT -> cut(number, at, lasts);
            case CLOCK -> new Fault(number, at, lasts, kind, one(Set.of(Role.INSTANCE)), "", Passage.OPEN, jump());
            case SLOW_DISK, FULL_DISK ->
                new Fault(
                        number,
                        at,
                        lasts,
                        kind,
                        one(Set.of(Role.INSTANCE, Role.BROKER)),
                        "",
                        Passage.OPEN,
                        Duration.ZERO);
            case POWER -> new Fault(number, at, lasts, kind, Fault.EVERYTHING, "", Passage.OPEN, Duration.ZERO);
            default -> new Fault(number, at, lasts, kind, anyOne(), "", Passage.OPEN, Duration.ZERO);
        };
    }

    /** What happens most in the field is drawn most. */
    private static int weight(FaultKind kind) {
        return switch (kind) {
            case KILL, FREEZE, CUT -> 4;
            case RESTART, SLOW_DISK, FULL_DISK, CLOCK -> 2;
            case POWER -> 1;
        };
    }

    private Fault cut(int number, Duration at, Duration lasts) {
        String caller = one(Set.of(Role.BROKER, Role.INSTANCE, Role.AGENT, Role.POLICE));
        String server = caller;
        while (server.equals(caller)) {
            server = one(servers(members.get(caller)));
        }
        Passage passage = random.nextInt(3) == 0 ? Passage.REFUSED : Passage.SILENT;
        return new Fault(number, at, lasts, FaultKind.CUT, caller, server, passage, Duration.ZERO);
    }

    /** Whom a process of a role calls. */
    private static Set<Role> servers(@Nullable Role caller) {
        if (caller == Role.BROKER) {
            return Set.of(Role.BROKER);
        }
        return caller == Role.POLICE
                ? Set.of(Role.BROKER, Role.REGISTRY, Role.DATABASE)
                : Set.of(Role.BROKER, Role.REGISTRY);
    }

    /** Roles are drawn before names, so that the one registry is hit as often as all agents together. */
    private String anyOne() {
        List<Role> roles = members.values().stream().distinct().sorted().toList();
        int drawn = random.nextInt(roles.size() + 1);
        return drawn == roles.size() ? Fault.CONTROLLER : one(Set.of(roles.get(drawn)));
    }

    private String one(Set<Role> roles) {
        List<String> names = members.entrySet().stream()
                .filter(member -> roles.contains(member.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return names.get(random.nextInt(names.size()));
    }

    private Duration jump() {
        long seconds = 1L + random.nextInt((int) FARTHEST_JUMP.toSeconds());
        return Duration.ofSeconds(random.nextBoolean() ? seconds : -seconds);
    }

    private Duration between(Duration shortest, Duration longest) {
        double skewed = Math.pow(random.nextDouble(), 1.5); // more short ones than long ones
        return shortest.plus(
                Duration.ofMillis((long) (skewed * longest.minus(shortest).toMillis())));
    }
}
