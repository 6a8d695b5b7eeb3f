package io.sekat.topics;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics of the catalogue on a cluster; those that are there already stay as they are. */
public final class TopicCreation {
    private final Admin admin;
    private final int partitions;
    private final short replication;

    /**
     * @param admin connected to the cluster; the caller closes it
     * @param settings say how many partitions and replicas
     */
    public TopicCreation(Admin admin, Settings settings) {
        this.admin = admin;
        this.partitions = settings.get(SettingCatalogue.PARTITIONS);
        this.replication = settings.get(SettingCatalogue.REPLICATION).shortValue();
    }

    /**
     * Creates what is missing of these topics.
     *
     * @return names of the topics that were not there before
     * @throws KafkaException when the cluster refuses; the message names the topic
     */
    public Set<String> create(Collection<? extends Topic<?>> topics) {
        return create(topics, TopicExistsException.class::isInstance);
    }

    /**
     * The same for somebody who may have no right to create topics, such as a bank that loads its accounts: then none is
     * created, and the cluster tells him when one that he writes to is missing.
     */
    public void createWhereAllowed(Collection<? extends Topic<?>> topics) {
        create(
                topics,
                refusal -> refusal instanceof TopicExistsException || refusal instanceof TopicAuthorizationException);
    }

    private Set<String> create(Collection<? extends Topic<?>> topics, Predicate<Throwable> tolerated) {
        List<NewTopic> wanted = topics.stream().map(this::newTopic).toList();
        Set<String> created = new TreeSet<>();
        for (Map.Entry<String, KafkaFuture<Void>> result :
                admin.createTopics(wanted).values().entrySet()) {
            try {
                result.getValue().get();
                created.add(result.getKey());
            } catch (ExecutionException e) {
                if (!tolerated.test(e.getCause())) {
                    throw new KafkaException("cannot create topic " + result.getKey() + ": " + e.getCause(), e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while creating topic " + result.getKey(), e);
            }
        }
        return created;
    }

    private NewTopic newTopic(Topic<?> topic) {
        Optional<Integer> count = Optional.of(topic.spread() == Topic.Spread.BY_KEY ? partitions : 1);
        return new NewTopic(topic.name(), count, Optional.of(replication)).configs(topic.brokerConfig());
    }
}
