package io.sekat.streams;

import io.sekat.events.RejectReason;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topic;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads events that a store keeps as the bytes in which they came.
 *
 * @param <V> type of the events
 */
public final class KeptEvents<V extends SpecificRecord> {
    private final Topic<V> topic;
    private final Deserializer<Incoming<V>> reader;

    /**
     * @param topic on which they came
     */
    public KeptEvents(AvroSerdes serdes, Topic<V> topic) {
        this.topic = topic;
        this.reader = serdes.kept(topic.type());
    }

    /**
     * The event. It was read before it was kept, so what cannot be read now is not bad: it was written with a schema that is
     * not in this registry.
     *
     * @param key of its record
     * @throws CannotGoOn when its schema is not in the registry: to go on as if it had never come would ask banks and operators
     *     the wrong thing
     * @throws IllegalStateException when it cannot be read for another reason, which may pass
     */
    public V read(String key, byte[] bytes) {
        Incoming<V> kept = reader.deserialize(topic.name(), bytes);
        V event = kept.value();
        if (event == null) {
            Incoming.Failure failure = Objects.requireNonNull(kept.failure(), "what is kept is not empty");
            String what = "the state has an event of " + key + " from topic " + topic + " that cannot be read: "
                    + failure.message();
            boolean isForeign =
                    failure.reason() == RejectReason.UNKNOWN_SCHEMA || failure.reason() == RejectReason.WRONG_TYPE;
            throw isForeign
                    ? new CannotGoOn(
                            what
                                    + ". Set registry-url to the registry with which it was written, or restore that registry's data")
                    : new IllegalStateException(what);
        }
        return event;
    }
}
