package io.sekat.topics;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates topics of the catalogue on a cluster. Those that are there already stay as they are; whether they fit to the
 * others is checked.
 */
public final class TopicCreation {
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(200);

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
                    String doubt = e.getCause() instanceof TimeoutException
                            ? "; do enough brokers run, and can they be reached from here?"
                            : "";
                    throw new KafkaException("cannot create topic " + result.getKey() + ": " + e.getCause() + doubt, e);
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

    /**
     * Makes sure that the topics which are joined have equally many partitions, and those of one partition one. Topics
     * that this user may not look at are left out.
     *
     * @throws UnequalPartitions when they have not; the message names them
     * @throws KafkaException when the cluster does not say
     */
    public void checkPartitions() {
        Map<Topic<?>, Integer> counts = new HashMap<>();
        for (Topic<?> topic : Topics.read()) {
            try {
                counts.put(topic, count(topic));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicAuthorizationException)) {
                    throw unseen(topic, e);
                }
            }
        }
        UnequalPartitions.among(counts, partitions).ifPresent(unequal -> {
            throw unequal;
        });
    }

    /**
     * How many partitions a topic of the cluster has.
     *
     * @throws KafkaException when the cluster does not say
     */
    public int partitions(Topic<?> topic) {
        try {
            return count(topic);
        } catch (ExecutionException e) {
            throw unseen(topic, e);
        }
    }

    private int count(Topic<?> topic) throws ExecutionException {
        for (int attempt = 1; ; attempt++) {
            try {
                return admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                        .mapToInt(description -> description.partitions().size())
                        .sum();
            } catch (ExecutionException e) {
                // A topic that was created a moment ago is not known to every broker yet.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(topic);
            } catch (InterruptedException e) {
                throw interrupted(topic, e);
            }
        }
    }

    private static KafkaException unseen(Topic<?> topic, ExecutionException failure) {
        return new KafkaException("cannot look at topic " + topic.name() + ": " + failure.getCause(), failure);
    }

    private static void pause(Topic<?> topic) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(topic, e);
        }
    }

    private static KafkaException interrupted(Topic<?> topic, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("interrupted while looking at topic " + topic.name(), e);
    }
}
