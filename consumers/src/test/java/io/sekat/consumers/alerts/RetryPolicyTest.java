package io.sekat.consumers.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(5));

    @Property
    void aWaitIsNeverAboveTheCapNorFarBelowItsPlace(@ForAll @IntRange(min = 1) int failures) {
        long full = Math.min(5_000, 100L << Math.min(failures - 1, 20));

        assertThat(POLICY.waitAfter(failures).toMillis()).isBetween(full * 4 / 5, full);
    }

    @Test
    void aPolicyThatCannotWaitIsRefused() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("expected");
    }
}
