package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.torture.Forwarder.Passage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Fault FAULT = new Fault(
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            FaultKind.KILL,
            "broker-1",
            "",
            Passage.OPEN,
            Duration.ZERO);

    private final Inflicted fault = new Inflicted(FAULT, "broker-1", 1_000, 3_000, "");

    @Test
    void onlyWhatWasCausedWhileTheFaultLastedCounts() {
        Waits waits = new Waits(
                Map.of("before", 999L, "early", 1_000L, "late", 3_000L, "after", 3_001L),
                Map.of("before", 9_000L, "early", 1_200L, "late", 3_500L, "after", 9_000L));

        assertThat(waits.after(fault)).hasValue(500);
        assertThat(waits.longest(fault)).hasValue(500);
    }

    @Test
    void whatCameOutBeforeTheEndOfTheFaultWaitedButNotAfterIt() {
        Waits waits = new Waits(Map.of("one", 1_000L), Map.of("one", 2_500L));

        assertThat(waits.after(fault)).hasValue(0);
        assertThat(waits.longest(fault)).hasValue(1_500);
    }

    @Test
    void whatNeverCameOutWaitsForEver() {
        Waits waits = new Waits(Map.of("lost", 2_000L), Map.of());

        assertThat(waits.after(fault).getAsLong())
                .isGreaterThan(Duration.ofDays(10_000).toMillis());
    }

    @Test
    void whereNothingWasCausedNothingIsSaid() {
        assertThat(Waits.NONE.after(fault)).isEmpty();
        assertThat(Waits.NONE.longest(fault)).isEmpty();
    }
}
