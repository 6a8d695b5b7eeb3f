package io.sekat.streams;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of a part of one instance: those of each stream thread commit no offset past work that was aborted
 * (docs/decisions/0036), and threads of files let alerts go first (docs/decisions/0040).
 */
public final class GuardedClients implements KafkaClientSupplier {
    private final Map<String, CommitGuard> guards = new ConcurrentHashMap<>();
    private final Part part;
    private final AlertsFirst order;

    private GuardedClients(Part part, AlertsFirst order) {
        this.part = part;
        this.order = order;
    }

    /** Those of each part of one instance. */
    public static Map<Part, GuardedClients> ofOneInstance() {
        return ofOneInstance(new AlertsFirst());
    }

    static Map<Part, GuardedClients> ofOneInstance(AlertsFirst order) {
        return Arrays.stream(Part.values())
                .collect(Collectors.toMap(Function.identity(), part -> new GuardedClients(part, order)));
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        CommitGuard guard = guard(config, "-producer");
        guard.begins();
        return new GuardedProducer(config, guard);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        CommitGuard guard = guard(config, "-consumer");
        Consumer<byte[], byte[]> consumer = switch (part) {
            case ALERTS -> new AlertsConsumer(config, guard, order);
            case FILES -> new FilesConsumer(config, guard, order);
        };
        guard.reads(consumer);
        return consumer;
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return reader(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return reader(config);
    }

    private static Consumer<byte[], byte[]> reader(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Producer and consumer of a thread have its name, and what they are. */
    private CommitGuard guard(Map<String, Object> config, String suffix) {
        String client = String.valueOf(config.get(CommonClientConfigs.CLIENT_ID_CONFIG));
        String thread = client.endsWith(suffix) ? client.substring(0, client.length() - suffix.length()) : client;
        return guards.computeIfAbsent(thread, name -> new CommitGuard());
    }

    private static final class GuardedProducer extends KafkaProducer<byte[], byte[]> {
        private final CommitGuard guard;

        GuardedProducer(Map<String, Object> config, CommitGuard guard) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
            this.guard = guard;
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            guard.sends(offsets);
            super.sendOffsetsToTransaction(offsets, group);
        }

        @Override
        public void abortTransaction() {
            guard.aborted();
            super.abortTransaction();
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            guard.committed();
        }
    }

    private static class GuardedConsumer extends KafkaConsumer<byte[], byte[]> {
        private final CommitGuard guard;

        GuardedConsumer(Map<String, Object> config, CommitGuard guard) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.guard = guard;
        }

        @Override
        public void seek(TopicPartition partition, long offset) {
            guard.soughtTo(partition, offset);
            super.seek(partition, offset);
        }

        @Override
        public void seek(TopicPartition partition, OffsetAndMetadata place) {
            guard.soughtTo(partition, place.offset());
            super.seek(partition, place);
        }

        @Override
        public void seekToBeginning(Collection<TopicPartition> partitions) {
            guard.sought(partitions);
            super.seekToBeginning(partitions);
        }

        @Override
        public void seekToEnd(Collection<TopicPartition> partitions) {
            guard.sought(partitions);
            super.seekToEnd(partitions);
        }
    }

    private static final class AlertsConsumer extends GuardedConsumer {
        private final AlertsFirst.Alerts alerts;

        AlertsConsumer(Map<String, Object> config, CommitGuard guard, AlertsFirst order) {
            super(config, guard);
            this.alerts = order.new Alerts();
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
            ConsumerRecords<byte[], byte[]> records = super.poll(atMost);
            alerts.read(records);
            return records;
        }

        @Override
        public void close(CloseOptions options) {
            alerts.ends();
            super.close(options);
        }
    }

    private static final class FilesConsumer extends GuardedConsumer {
        private final AlertsFirst.Turns turns;

        FilesConsumer(Map<String, Object> config, CommitGuard guard, AlertsFirst order) {
            super(config, guard);
            this.turns = order.new Turns();
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
            turns.ends();
            try {
                return super.poll(atMost);
            } finally {
                turns.begins();
            }
        }
    }
}
