package io.sekat.consumers.alerts;

import java.time.Duration;
import java.time.Instant;

/**
 * Is told what a feed does, on the feed's own thread. What it throws is logged and changes nothing.
 *
 * @param <V> FreezeAlert or BlockRequest
 */
public interface FeedListener<V> {
    /**
     * The handler acted on an alert.
     *
     * @param alert the alert
     * @param when when the handler returned
     */
    default void handled(V alert, Instant when) {}

    /**
     * The handler did not act on an alert.
     *
     * @param alert the alert
     * @param failure why
     * @param again how long it waits now
     */
    default void notHandled(V alert, Exception failure, Duration again) {}

    /**
     * The participant's topic is not there, or its user may not see it. Told once; the feed waits for it.
     *
     * @param topic name of the topic
     */
    default void waitingForTopic(String topic) {}
}
