package io.sekat.streams;

import io.sekat.topics.Topic;
import io.sekat.topics.TopicCreation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Makes sure, once for each recipient, that its topic exists: a participant can be published without its topics having
 * been provisioned, and an alert to a topic that is not there would stop the whole application.
 */
final class ExistingTopics implements Consumer<Topic<?>> {
    private final TopicCreation creation;
    private final Set<String> existing = ConcurrentHashMap.newKeySet();

    ExistingTopics(TopicCreation creation) {
        this.creation = creation;
    }

    @Override
    public void accept(Topic<?> topic) {
        if (!existing.contains(topic.name())) {
            creation.create(List.of(topic));
            existing.add(topic.name());
        }
    }
}
