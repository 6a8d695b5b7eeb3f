package io.sekat.sandbox;

import io.sekat.config.Settings;
import io.sekat.events.Participant;
import io.sekat.identifiers.ParticipantId;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.topics.RecipientTopics;
import io.sekat.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/** The events that topics hold now. */
final class TopicEvents {
    private TopicEvents() {}

    /** Every event of a topic that can be read. */
    static <V extends SpecificRecord> List<V> all(Settings settings, Topic<V> topic) {
        List<V> events = new ArrayList<>();
        try (TopicReader<V> reader = TopicReader.open(settings, topic)) {
            reader.readToEnd(record -> {
                if (record.value() != null) {
                    record.value().ifRead().ifPresent(events::add);
                }
            });
        }
        return events;
    }

    /** Every event of a family of topics. */
    static <V extends SpecificRecord> List<V> all(
            Settings settings, RecipientTopics<V> family, List<Participant> participants) {
        return participants.stream()
                .filter(participant -> participant.getKind() == family.recipient())
                .flatMap(participant ->
                        all(settings, family.of(new ParticipantId(participant.getParticipantId()))).stream())
                .toList();
    }

    /** The newest revision of each subject. */
    static <V> Map<String, V> newest(List<V> events, Function<V, String> subject, ToLongFunction<V> revision) {
        Map<String, V> newest = new TreeMap<>();
        events.forEach(event -> newest.merge(
                subject.apply(event),
                event,
                (held, other) -> revision.applyAsLong(other) > revision.applyAsLong(held) ? other : held));
        return newest;
    }
}
