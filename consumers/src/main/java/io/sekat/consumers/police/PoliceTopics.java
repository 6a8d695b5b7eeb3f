package io.sekat.consumers.police;

import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.RecipientTopics;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The topics that the police read, those of every participant included, whenever it comes. */
final class PoliceTopics {
    private static final List<Topic<?>> COMMON = List.of(
            Topics.ENRICHED_REPORTS,
            Topics.FREEZE_RESPONSES,
            Topics.BLOCK_RESPONSES,
            Topics.ESCALATIONS,
            Topics.REVIEW_ITEMS,
            Topics.PARTICIPANTS);

    private PoliceTopics() {}

    /** The names of all of them. */
    static Pattern names() {
        return Pattern.compile(Stream.concat(
                        COMMON.stream().map(topic -> Pattern.quote(topic.name())),
                        Topics.BY_RECIPIENT.stream().map(family -> Pattern.quote(family.prefix() + ".") + ".+"))
                .collect(Collectors.joining("|")));
    }

    /** Reads the values of all of them. */
    static Deserializer<Incoming<? extends SpecificRecord>> values(AvroSerdes serdes) {
        Map<String, Deserializer<? extends Incoming<? extends SpecificRecord>>> readers = new HashMap<>();
        COMMON.forEach(topic -> readers.put(topic.name(), serdes.incoming(topic.type())));
        Map<RecipientTopics<?>, Deserializer<? extends Incoming<? extends SpecificRecord>>> families = new HashMap<>();
        Topics.BY_RECIPIENT.forEach(family -> families.put(family, serdes.incoming(family.type())));
        return new Deserializer<>() {
            @Override
            public Incoming<? extends SpecificRecord> deserialize(String topic, byte @Nullable [] bytes) {
                return readers.computeIfAbsent(topic, this::ofFamily).deserialize(topic, bytes);
            }

            private Deserializer<? extends Incoming<? extends SpecificRecord>> ofFamily(String topic) {
                return families.entrySet().stream()
                        .filter(family -> topic.startsWith(family.getKey().prefix() + "."))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("the police do not read " + topic))
                        .getValue();
            }
        };
    }
}
