package io.sekat.consumers.alerts;

/**
 * What a participant does with an alert.
 *
 * @param <V> FreezeAlert or BlockRequest
 */
@FunctionalInterface
public interface AlertHandler<V> {
    /**
     * Acts on an alert. Returning means that it is done; the same alert can come again after a crash, so acting twice
     * on one alert and revision must do no harm.
     *
     * @param alert the newest revision about its subject
     * @throws NotHandled when it could not be acted upon now; it is handed over again
     * @throws InterruptedException when the agent is stopping
     */
    void handle(V alert) throws NotHandled, InterruptedException;
}
