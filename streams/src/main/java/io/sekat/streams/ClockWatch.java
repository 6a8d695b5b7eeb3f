package io.sekat.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees when the machine's clock is set back. Kafka Streams and Kafka's clients keep their timers by that clock: until it
 * has caught up, they would neither commit, nor settle accounts, nor tell the group that they live
 * (docs/decisions/0033).
 */
final class ClockWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Less than this is waited for. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private final Clock clock;
    private final LongSupplier nanos;
    private final Runnable setBack;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sekat-clock-watch");
        thread.setDaemon(true);
        return thread;
    });
    private Instant lastTime;
    private long lastNanos;

    /**
     * @param clock the clock that can be set
     * @param nanos the clock that cannot, in nanoseconds
     * @param setBack what to do when it was set back
     */
    ClockWatch(Clock clock, LongSupplier nanos, Runnable setBack) {
        this.clock = clock;
        this.nanos = nanos;
        this.setBack = setBack;
        this.lastTime = clock.instant();
        this.lastNanos = nanos.getAsLong();
    }

    /** Watches the machine's own clock, from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the executor
    static ClockWatch start(Runnable setBack) {
        ClockWatch watch = new ClockWatch(Clock.systemUTC(), System::nanoTime, setBack);
        watch.looking.scheduleWithFixedDelay(watch::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** Compares how far both clocks have gone since the last look. */
    void look() {
        Instant time = clock.instant();
        long now = nanos.getAsLong();
        Duration back = Duration.ofNanos(now - lastNanos).minus(Duration.between(lastTime, time));
        lastTime = time;
        lastNanos = now;
        if (back.compareTo(TOLERATED) <= 0) {
            return;
        }
        LOG.warn("The clock was set back by {} s: the stream threads begin anew", back.toSeconds());
        try {
            setBack.run();
        } catch (RuntimeException e) {
            LOG.error("the stream threads did not begin anew after the clock was set back: restart this instance", e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
