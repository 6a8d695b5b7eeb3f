package io.sekat.topics;

import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.ParticipantId;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * A family of topics, one a recipient, so that the broker's own ACLs keep each participant to its own (design
 * section 3).
 *
 * @param prefix what the names begin with, before the '.' and the participant's identifier
 * @param recipient which participants have such a topic
 * @param key what the key is, in words
 * @param type class of the values
 * @param cleanup what the broker may remove
 * @param <V> class of the values
 */
public record RecipientTopics<V extends SpecificRecord>(
        String prefix, ParticipantKind recipient, String key, Class<V> type, Cleanup cleanup) {

    /** Answers and follow-ups come within days; a year keeps what a court may ask for. */
    private static final Duration RETENTION = Duration.ofDays(365);

    /** The topic of one participant. */
    public Topic<V> of(ParticipantId participant) {
        return new Topic<>(prefix + "." + participant, key, type, Topic.Spread.SINGLE, cleanup, Optional.of(RETENTION));
    }

    /** Whether a topic name belongs to this family. */
    public boolean owns(String topicName) {
        return topicName.startsWith(prefix + ".") && ParticipantId.isValid(topicName.substring(prefix.length() + 1));
    }
}
