package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.torture.Member.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(4);
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    private final SortedMap<String, Role> members = new TreeMap<>(Map.of(
            "broker-1", Role.BROKER,
            "broker-2", Role.BROKER,
            "registry", Role.REGISTRY,
            "streams-1", Role.INSTANCE,
            "agent-A", Role.AGENT));

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(Schedule.draw(7, TEN_MINUTES, PAUSE, members, ALL))
                .isEqualTo(Schedule.draw(7, TEN_MINUTES, PAUSE, members, ALL))
                .isNotEqualTo(Schedule.draw(8, TEN_MINUTES, PAUSE, members, ALL));
    }

    @Test
    void everyKindAndEveryProcessIsDrawn() {
        List<Fault> faults = Schedule.draw(1, TEN_MINUTES, PAUSE, members, ALL);

        assertThat(faults.stream().map(Fault::kind).collect(Collectors.toSet())).isEqualTo(ALL);
        assertThat(faults.stream().map(Fault::target).collect(Collectors.toSet()))
                .containsAll(members.keySet())
                .contains(Fault.CONTROLLER);
    }

    @Test
    void onlyWhatTheMachineCanDoIsDrawn() {
        Set<FaultKind> kinds = EnumSet.of(FaultKind.KILL, FaultKind.CUT);

        assertThat(Schedule.draw(1, TEN_MINUTES, PAUSE, members, kinds))
                .extracting(Fault::kind)
                .containsOnly(FaultKind.KILL, FaultKind.CUT);
    }

    @Test
    void allIsUndoneInTimeAndNoProcessIsHurtTwiceAtOnce() {
        Map<String, Duration> until = new HashMap<>();
        for (Fault fault : Schedule.draw(3, TEN_MINUTES, PAUSE, members, ALL)) {
            assertThat(fault.until()).isLessThanOrEqualTo(TEN_MINUTES);
            assertThat(fault.at())
                    .isGreaterThan(until.getOrDefault(fault.target(), Duration.ZERO))
                    .isGreaterThan(until.getOrDefault(Fault.EVERYTHING, Duration.ZERO));
            until.put(fault.target(), fault.until());
        }
        assertThat(until).containsKey(Fault.EVERYTHING);
    }
}
