package io.sekat.sandbox.tools;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group is behind.
 *
 * @param byTopic records not yet processed, by topic
 */
public record GroupLag(Map<String, Long> byTopic) {

    /**
     * Asks the cluster. Committed offsets are read before the ends: where both are equal everywhere, nothing was in
     * flight between two topics of the group at that moment.
     *
     * @param admin connected to the cluster
     * @param group name of the group
     * @throws KafkaException when the cluster does not answer
     */
    public static GroupLag of(Admin admin, String group) {
        return of(admin, List.of(group));
    }

    /** The same of several groups that read different topics, taken together. */
    public static GroupLag of(Admin admin, Collection<String> groups) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
            for (String group : groups) {
                committed.putAll(admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get());
            }
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            committed.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                            wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get();
            Map<String, Long> byTopic = new TreeMap<>();
            ends.forEach((partition, end) -> {
                OffsetAndMetadata position = committed.get(partition);
                long done = position == null ? 0 : position.offset();
                byTopic.merge(partition.topic(), Math.max(0, end.offset() - done), Long::sum);
            });
            return new GroupLag(byTopic);
        } catch (ExecutionException e) {
            throw new KafkaException("cannot read the offsets of " + groups + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while reading the offsets of " + groups, e);
        }
    }

    /** Records not yet processed, over all topics. */
    public long total() {
        return byTopic.values().stream().mapToLong(Long::longValue).sum();
    }
}
