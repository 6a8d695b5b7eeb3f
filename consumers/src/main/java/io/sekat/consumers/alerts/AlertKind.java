package io.sekat.consumers.alerts;

import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.topics.RecipientTopics;
import io.sekat.topics.Topics;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the library must know of a kind of alert.
 *
 * @param topics the topics that it comes by
 * @param subject what it is about, in the form of the record key
 * @param alertId its identifier
 * @param revision its revision
 * @param <V> FreezeAlert or BlockRequest
 */
public record AlertKind<V extends SpecificRecord>(
        RecipientTopics<V> topics,
        Function<V, String> subject,
        Function<V, String> alertId,
        ToLongFunction<V> revision) {

    /** What banks are asked. */
    public static final AlertKind<FreezeAlert> FREEZE = new AlertKind<>(
            Topics.FREEZE_ALERTS,
            alert -> alert.getBank() + ":" + alert.getAccount(),
            FreezeAlert::getAlertId,
            FreezeAlert::getRevision);

    /** What operators are asked. */
    public static final AlertKind<BlockRequest> BLOCK = new AlertKind<>(
            Topics.BLOCK_REQUESTS, BlockRequest::getPhoneNumber, BlockRequest::getAlertId, BlockRequest::getRevision);

    /** The same for the same alert and revision, however often it is delivered. */
    public String idempotencyKey(V alert) {
        return alertId.apply(alert) + ":" + revisionOf(alert);
    }

    long revisionOf(V alert) {
        return revision.applyAsLong(alert);
    }
}
