package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final AtomicInteger setBack = new AtomicInteger();
    private Instant time = Instant.parse("2026-03-02T09:00:00Z");
    private long nanos = 5;

    private final ClockWatch watch = new ClockWatch(new Settable(), () -> nanos, setBack::incrementAndGet);

    @Test
    void aClockThatGoesOnIsNoNews() {
        passes(1, 1);
        passes(60, 60);
        assertThat(setBack).hasValue(0);
    }

    @Test
    void aClockThatWasSetBackIsSeenOnce() {
        passes(1, -3_600);
        passes(1, 1);
        assertThat(setBack).hasValue(1);
        passes(1, -10);
        assertThat(setBack).hasValue(2);
    }

    @Test
    void aClockThatWasSetAheadOrSleptIsNoNews() {
        passes(1, 3_600);
        assertThat(setBack).hasValue(0);
    }

    @Test
    void aSmallCorrectionIsWaitedFor() {
        passes(1, 0);
        passes(1, -1);
        assertThat(setBack).hasValue(0);
    }

    @Test
    void itGoesOnAfterAFailure() {
        ClockWatch failing = new ClockWatch(new Settable(), () -> nanos, () -> {
            setBack.incrementAndGet();
            throw new IllegalStateException("for the test");
        });
        time = time.minusSeconds(60);
        failing.look();
        time = time.minusSeconds(60);
        failing.look();
        assertThat(setBack).hasValue(2);
    }

    private void passes(long seconds, long shownSeconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        time = time.plusSeconds(shownSeconds);
        watch.look();
    }

    private final class Settable extends Clock {
        @Override
        public Instant instant() {
            return time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("one zone only");
        }
    }
}
