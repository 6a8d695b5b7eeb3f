package io.sekat.benchmarks;

import io.sekat.config.Settings;
import io.sekat.events.AccountAction;
import io.sekat.events.FreezeAlert;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the banks are asked, as a bank does, and notes when the last hold of each chain is there. */
final class Holds implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Map<String, Chain> awaited = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, Incoming<FreezeAlert>> consumer;
    private final Thread reader = new Thread(this::read, "bench-holds");
    private volatile boolean closing;

    /** Begins to read; the banks' topics must be there. */
    Holds(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("sekat-bench-holds");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), AvroSerdes.of(settings).incoming(FreezeAlert.class));
        List<TopicPartition> partitions = Chain.banks().stream()
                .map(bank -> new TopicPartition(Topics.FREEZE_ALERTS.of(bank).name(), 0))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader.start();
    }

    void await(Collection<Chain> chains) {
        chains.forEach(chain -> awaited.put(chain.last().toString(), chain));
    }

    /** How many chains have not got their last hold. */
    int missing() {
        return awaited.size();
    }

    private void read() {
        while (!closing) {
            consumer.poll(WAIT).forEach(this::see);
        }
        consumer.close();
    }

    private void see(ConsumerRecord<String, Incoming<FreezeAlert>> record) {
        long now = System.currentTimeMillis();
        FreezeAlert alert = record.value().ifRead().orElseThrow();
        boolean holdsAll = alert.getAction() == AccountAction.HOLD
                && alert.getHold().stream().anyMatch(amount -> amount.getMinor() == Chain.MINOR);
        Chain chain = awaited.get(record.key());
        if (holdsAll && chain != null) {
            chain.heldAt().set(now);
            awaited.remove(record.key());
        }
    }

    @Override
    public void close() {
        closing = true;
        Threads.join(reader);
    }
}
