package io.sekat.consumers.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    @Test
    void itGoesOnFromItsBeginningAsTimeDoes() {
        AtomicLong nanos = new AtomicLong(-7);
        SteadyClock clock = new SteadyClock(Alerts.ISSUED, nanos::get);
        assertThat(clock.instant()).isEqualTo(Alerts.ISSUED);

        nanos.addAndGet(1_500_000_000);

        assertThat(clock.instant()).isEqualTo(Alerts.ISSUED.plusMillis(1500));
    }
}
