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
 * Sees to it that a stream thread commits no offset of a record whose outcome went with an aborted transaction
 * (docs/decisions/0036). All tasks of a thread share one transaction. Where one of them must begin anew, Kafka Streams
 * aborts it, and other tasks whose work was in it too may go on as if it had been kept. Their next commit is refused
 * here as one of a thread that lost its partitions is: the thread then begins anew from what is committed.
 *
 * <p>Used by one thread.
 */
final class CommitGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CommitGuard.class);

    /** How far each partition is committed, or from where it was begun anew. */
    private final Map<TopicPartition, Long> kept = new HashMap<>();
    /** Partitions of which something was read that no transaction may hold any more. */
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

    /** The transaction is aborted: what was read since the last commit is to be read again. */
    void aborted() {
        sent = Map.of();
        if (consumer == null) {
            return;
        }
        for (TopicPartition partition : consumer.assignment()) {
            Long from = kept.get(partition);
            if (from == null || from != position(consumer, partition)) {
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
     * Offsets are to be committed with the transaction.
     *
     * @throws CommitFailedException when one of them goes past work that was aborted and not done again
     */
    void sends(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (consumer != null) {
            Set<TopicPartition> assigned = consumer.assignment();
            undone.retainAll(assigned);
            kept.keySet().retainAll(assigned);
        }
        offsets.forEach((partition, offset) -> {
            Long from = kept.get(partition);
            if (undone.contains(partition) && (from == null || offset.offset() > from)) {
                String message = "what was done of " + partition + " up to offset " + offset.offset()
                        + " was in a transaction that was aborted: it is done again from "
                        + (from == null ? "what is committed" : "offset " + from);
                LOG.warn("{}", message);
                throw new CommitFailedException(message);
            }
        });
        sent = offsets;
    }

    /** The transaction is committed with what was sent. */
    void committed() {
        sent.forEach((partition, offset) -> {
            kept.put(partition, offset.offset());
            undone.remove(partition);
        });
        sent = Map.of();
    }
}
