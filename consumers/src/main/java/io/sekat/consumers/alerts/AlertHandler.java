package io.sekat.consumers.alerts;

/**
 * What a participant does with an alert.
 *
 * @param <V> FreezeAlert, ReturnRequest or BlockRequest
 */
@FunctionalInterface
public interface AlertHandler<V> {
    /**
     * Acts on an alert. Returning means that it is done, but for {@link Answer.Later}; the same alert can come again
     * after a crash, so acting twice on one alert and revision must do no harm: {@link AlertKind#idempotencyKey} tells
     * them apart. Should return within a minute or so, since nothing is read meanwhile.
     *
     * @param alert the newest revision about its subject
     * @return what the feed is to answer to Sekat; answered twice after a crash, which does no harm
     * @throws NotHandled when it could not be acted upon now, with a wish when to try again
     * @throws InterruptedException when the feed is closing
     * @throws Exception anything else counts as not handled too; the alert is handed over again until it is handled or
     *     a newer revision takes its place
     */
    Answer handle(V alert) throws Exception;
}
