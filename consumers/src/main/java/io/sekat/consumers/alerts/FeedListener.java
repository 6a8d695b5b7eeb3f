package io.sekat.consumers.alerts;

import java.time.Duration;
import java.time.Instant;

/**
 * Is told what a feed does, on the feed's own thread. What it throws is logged and changes nothing.
 *
 * @param <V> FreezeAlert, ReturnRequest or BlockRequest
 */
public interface FeedListener<V> {
    /**
     * The handler acted on an alert.
     *
     * @param alert the alert
     * @param answer what it answered; published by now, if there was anything to publish
     * @param when when that was
     */
    default void handled(V alert, Answer answer, Instant when) {}

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
