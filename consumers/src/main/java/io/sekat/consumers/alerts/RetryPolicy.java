package io.sekat.consumers.alerts;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before an alert is handed over again: twice as long each time, up to a cap, without end.
 *
 * @param first wait after the first failure
 * @param cap longest wait
 */
public record RetryPolicy(Duration first, Duration cap) {
    /** Half a second, then up to half a minute. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 20;

    /**
     * The wait after a failure, with up to a fifth of jitter, so that many alerts do not come back at once.
     *
     * @param failures how many there were, from 1
     */
    public Duration waitAfter(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long millis = Math.min(cap.toMillis(), doubled);
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 5 + 1));
    }
}
