package io.sekat.consumers.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which alerts could not be handled. When many cannot, one a second stands for all, but the first failure of an
 * alert that needs a person is always told.
 */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final Duration AT_MOST_EACH = Duration.ofSeconds(1);

    private final String topic;
    private final InstantSource clock;
    private Instant quietUntil = Instant.MIN;
    private long untold;

    /** @param clock one that nobody sets */
    Complaints(String topic, InstantSource clock) {
        this.topic = topic;
        this.clock = clock;
    }

    /**
     * An alert was not handled.
     *
     * @param alert its idempotency key
     * @param failures how often by now
     * @param failure why
     * @param again how long it waits
     */
    void about(String alert, int failures, Exception failure, Duration again) {
        String text = topic + ": alert " + alert + " is not handled after " + failures + " attempts, next in "
                + again.toMillis() + " ms";
        if (failure instanceof NotHandled notHandled && notHandled.needsAPerson() && failures == 1) {
            LOG.error("{}: {}", text, failure.getMessage());
        } else if (clock.instant().isBefore(quietUntil)) {
            untold++;
        } else {
            String others = untold == 0 ? "" : " (and " + untold + " more like it)";
            if (failure instanceof NotHandled) {
                LOG.warn("{}{}: {}", text, others, failure.getMessage());
            } else if (failures == 1) {
                LOG.error("{}{}: the handler failed", text, others, failure);
            } else {
                LOG.error("{}{}: the handler failed: {}", text, others, failure.toString());
            }
            untold = 0;
            quietUntil = clock.instant().plus(AT_MOST_EACH);
        }
    }
}
