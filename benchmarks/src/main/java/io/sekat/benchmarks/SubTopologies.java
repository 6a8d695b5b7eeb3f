package io.sekat.benchmarks;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.AnswersRead;
import io.sekat.streams.Environment;
import io.sekat.streams.SekatTopology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;

/** What each part of Sekat's topology reads. */
final class SubTopologies {
    private SubTopologies() {}

    /** Topics by the part that reads them, named after the first of them. */
    static Map<String, Set<String>> topics(Settings settings) {
        Environment environment = Environment.of(settings, AvroSerdes.of(settings), topic -> {}, AnswersRead.AT_ONCE);
        Map<String, Set<String>> topics = new LinkedHashMap<>();
        for (TopologyDescription.Subtopology part :
                SekatTopology.of(environment).describe().subtopologies()) {
            Set<String> read = new TreeSet<>();
            part.nodes().forEach(node -> {
                if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
                    read.addAll(source.topicSet());
                }
            });
            topics.put(part.id() + ": " + String.join(", ", read), read);
        }
        return topics;
    }

    /** How far each part went in a stretch, of how far that was in each topic. */
    static Map<String, Long> progress(Settings settings, Map<String, Long> after, Map<String, Long> before) {
        String prefix = settings.get(SettingCatalogue.APPLICATION_ID) + "-";
        Map<String, Long> progress = new LinkedHashMap<>();
        topics(settings)
                .forEach((part, topics) -> progress.put(
                        part,
                        topics.stream()
                                .mapToLong(topic -> done(after, topic, prefix) - done(before, topic, prefix))
                                .sum()));
        return progress;
    }

    private static long done(Map<String, Long> byTopic, String topic, String prefix) {
        return byTopic.getOrDefault(topic, byTopic.getOrDefault(prefix + topic, 0L));
    }
}
