package io.sekat.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Topics of the cluster have other numbers of partitions than those that they are joined with. What belongs together
 * would lie in different partitions and never meet: holds would be lost, and nothing would say so, as Kafka Streams
 * compares the topics of its DSL only.
 */
public final class UnequalPartitions extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnequalPartitions(List<Deviation> deviations, int joined) {
        super("these topics have other numbers of partitions than what is joined with them, so what belongs"
                + " together may not meet, and alerts may be lost: "
                + deviations.stream().map(Deviation::toString).collect(Collectors.joining(", "))
                + ". Stop what writes to them, keep a copy of what is needed, delete these topics, have them made anew by"
                + " './sekat provision --partitions " + joined + "', and load again what was in them");
    }

    /**
     * A topic that has not the partitions that it needs.
     *
     * @param topic which
     * @param count as many as it has
     * @param expected as many as it needs
     */
    record Deviation(Topic<?> topic, int count, int expected) {
        @Override
        public String toString() {
            return topic + " has " + count + " (expected " + expected + ")";
        }
    }

    /**
     * What is wrong with the topics of a cluster; empty: nothing.
     *
     * @param counts how many partitions the topics have that are read
     * @param configured as many as the settings say; what is there already may have others, if all have the same
     */
    static Optional<UnequalPartitions> among(Map<Topic<?>, Integer> counts, int configured) {
        int joined = joined(counts, configured);
        List<Deviation> deviations = deviations(counts, joined);
        return deviations.isEmpty() ? Optional.empty() : Optional.of(new UnequalPartitions(deviations, joined));
    }

    /** As many partitions as most of the topics that are joined have; as the settings say where that is in doubt. */
    private static int joined(Map<Topic<?>, Integer> counts, int configured) {
        Map<Integer, Long> topics = counts.entrySet().stream()
                .filter(entry -> entry.getKey().spread() == Topic.Spread.BY_KEY)
                .map(Map.Entry::getValue)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return topics.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey() == configured)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(configured);
    }

    private static List<Deviation> deviations(Map<Topic<?>, Integer> counts, int joined) {
        List<Deviation> deviations = new ArrayList<>();
        counts.forEach((topic, count) -> {
            int expected = topic.spread() == Topic.Spread.BY_KEY ? joined : 1;
            if (count != expected) {
                deviations.add(new Deviation(topic, count, expected));
            }
        });
        deviations.sort(Comparator.comparing(deviation -> deviation.topic().name()));
        return deviations;
    }
}
