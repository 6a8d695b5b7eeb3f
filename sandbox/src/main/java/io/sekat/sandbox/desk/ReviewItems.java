package io.sekat.sandbox.desk;

import io.sekat.config.Settings;
import io.sekat.events.Directive;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewState;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * What people were asked, and what they ordered.
 *
 * @param items the newest revision of each item, by subject
 * @param directives the latest directive about each subject, as far as the topic reaches back
 */
record ReviewItems(Map<String, ReviewItem> items, Map<String, Directive> directives) {

    static ReviewItems read(Settings settings) {
        return new ReviewItems(
                newest(
                        settings,
                        Topics.REVIEW_ITEMS,
                        ReviewItem::getSubject,
                        (a, b) -> a.getRevision() > b.getRevision() ? a : b),
                newest(
                        settings,
                        Topics.DIRECTIVES,
                        Directive::getSubject,
                        (a, b) -> a.getIssuedAt().isAfter(b.getIssuedAt()) ? a : b));
    }

    /** The newest revision of one item. */
    static Optional<ReviewItem> of(Settings settings, String subject) {
        return Optional.ofNullable(read(settings).items().get(subject));
    }

    private static <V extends SpecificRecord> Map<String, V> newest(
            Settings settings, Topic<V> topic, Function<V, String> subject, BinaryOperator<V> newer) {
        Map<String, V> newest = new TreeMap<>();
        try (TopicReader<V> reader = TopicReader.open(settings, topic)) {
            reader.readToEnd(record -> {
                V event = record.value() == null ? null : record.value().value();
                // Anybody may have written it: under no key, or under another's, it was refused.
                if (event != null && subject.apply(event).equals(record.key())) {
                    newest.merge(record.key(), event, newer);
                }
            });
        }
        return newest;
    }

    /** The items that await a decision, or all of them; oldest first. */
    List<ReviewItem> inOrder(boolean all) {
        return items.values().stream()
                .filter(item -> all || item.getState() == ReviewState.OPEN)
                .sorted(Comparator.comparing(ReviewItem::getRaisedAt).thenComparing(ReviewItem::getSubject))
                .toList();
    }

    /** The latest directive about a subject. */
    Optional<Directive> directive(String subject) {
        return Optional.ofNullable(directives.get(subject));
    }
}
