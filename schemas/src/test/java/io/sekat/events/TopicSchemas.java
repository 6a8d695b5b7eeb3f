package io.sekat.events;

import io.sekat.identifiers.ParticipantId;
import io.sekat.topics.RecipientTopics;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas of all topics' values. */
final class TopicSchemas {
    private static final ParticipantId ANYBODY = new ParticipantId("ANYBODY");

    private TopicSchemas() {}

    static Stream<Topic<?>> topics() {
        Stream<Topic<?>> families = Topics.BY_RECIPIENT.stream().map(TopicSchemas::one);
        return Stream.concat(Topics.all().stream(), families);
    }

    static Stream<Schema> all() {
        return topics().<Schema>map(topic -> of(topic.type())).distinct();
    }

    static Schema of(Class<?> type) {
        return SpecificData.get().getSchema(type);
    }

    private static Topic<?> one(RecipientTopics<?> family) {
        return family.of(ANYBODY);
    }
}
