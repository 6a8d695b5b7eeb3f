package io.sekat.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a stream thread commits nothing past work that went with an aborted transaction
 * (docs/decisions/0036). All tasks of a thread share one transaction. Where one of them must begin anew, Kafka Streams
 * aborts it, and other tasks whose work was in it too may go on as if it had been kept: what they did with records, and what
 * they did because time went by. The next commit is refused here as one of a thread that lost its partitions is: the
 * thread then begins anew from what is committed.
 *
 * <p>Used by one thread.
 */
final class CommitGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CommitGuard.class);

    /** How far each partition is committed, or from where it was begun anew. */
    private final Map<TopicPartition, Long> kept = new HashMap<>();
    /** Partitions of tasks that may have had work in an aborted transaction, and did not begin anew since. */
    private final Set<TopicPartition> undone = new HashSet<>();

    private Map<TopicPartition, OffsetAndMetadata> sent = Map.of();
    private @Nullable Consumer<?, ?> consumer;

    /** Takes the consumer that the thread reads its inputs with. */
    void reads(Consumer<?, ?> inputs) {
        consumer = inputs;
    }

    /** The thread has a new producer: it has given up all its tasks before. */
    void begins() {
        kept.clear();
        undone.clear();
        sent = Map.of();
    }

    /** A partition is read from an offset on. */
    void soughtTo(TopicPartition partition, long offset) {
        undone.remove(partition);
        kept.put(partition, offset);
    }

    /** Partitions are read from their beginning or end on. */
    void sought(Collection<TopicPartition> partitions) {
        undone.removeAll(partitions);
        kept.keySet().removeAll(partitions);
    }

    /**
     * The transaction is aborted: what was done since the last commit is to be done again. That may be work of any task that
     * runs, whether it read anything or not. Those that do not run are paused; so are some that run, with much at hand.
     */
    void aborted() {
        sent = Map.of();
        if (consumer == null) {
            return;
        }
        Set<TopicPartition> paused = consumer.paused();
        for (TopicPartition partition : consumer.assignment()) {
            Long from = kept.get(partition);
            if (!paused.contains(partition) || from == null || from != position(consumer, partition)) {
                undone.add(partition);
            }
        }
    }

    private static long position(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException e) {
            return -1; // not known yet
        }
    }

    /**
     * What was done is to be committed.
     *
     * @param offsets how far each partition was read; empty where nothing was read
     * @throws CommitFailedException when a task goes on past work that was aborted and not done again
     */
    void sends(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (consumer != null) {
            Set<TopicPartition> assigned = consumer.assignment();
            undone.retainAll(assigned);
            kept.keySet().retainAll(assigned);
            Set<TopicPartition> paused = undone.isEmpty() ? Set.of() : consumer.paused();
            // A task that waits to begin anew is paused, and commits nothing until it has sought where to.
            undone.stream()
                    .filter(partition -> offsets.containsKey(partition) || !paused.contains(partition))
                    .findFirst()
                    .ifPresent(this::refuse);
        }
        sent = offsets;
    }

    private void refuse(TopicPartition partition) {
        Long from = kept.get(partition);
        String message =
                "what was done about " + partition + " was in a transaction that was aborted: it is done again from "
                        + (from == null ? "what is committed" : "offset " + from);
        LOG.warn("{}", message);
        throw new CommitFailedException(message);
    }

    /** The transaction is committed with what was sent. */
    void committed() {
        sent.forEach((partition, offset) -> kept.put(partition, offset.offset()));
        sent = Map.of();
    }
}
