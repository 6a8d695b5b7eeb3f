package io.sekat.consumers.alerts;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before an alert is handed over again: twice as long each time, up to a cap, without end, because an
 * alert is never dropped.
 *
 * @param first wait after the first failure, above zero
 * @param cap longest wait, at least the first
 */
public record RetryPolicy(Duration first, Duration cap) {
    /** Half a second, then up to half a minute. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 20;
    private static final int JITTER = 5;

    /** @throws IllegalArgumentException when the waits are not as said */
    public RetryPolicy {
        if (first.toMillis() <= 0 || cap.compareTo(first) < 0 || cap.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("retry policy from " + first + " to " + cap
                    + " is not valid: expected a first wait of a millisecond or more and a cap from there to a day");
        }
    }

    /**
     * The wait after a failure, less up to a fifth of it at random, so that many alerts do not come back at once.
     *
     * @param failures how many there were, from 1
     */
    public Duration waitAfter(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long longest = Math.min(cap.toMillis(), doubled);
        return Duration.ofMillis(longest - ThreadLocalRandom.current().nextLong(longest / JITTER + 1));
    }

    Duration capped(Duration wished) {
        return wished.compareTo(cap) > 0 ? cap : wished;
    }
}
