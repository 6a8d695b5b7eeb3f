package io.sekat.benchmarks.load;

import io.sekat.config.Settings;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what all banks and operators are asked, as they do, and notes when what reports must bring about is there. */
public final class Sightings implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Map<String, Expected> awaited = new ConcurrentHashMap<>();
    private final Map<String, String> newest = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, Incoming<SpecificRecord>> consumer;
    private final Thread reader = new Thread(this::read, "bench-sightings");
    private volatile boolean closing;

    /** Begins to read from the beginning; the participants' topics must be there. */
    public Sightings(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("sekat-bench-sightings");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), AvroSerdes.of(settings).incoming(SpecificRecord.class));
        List<TopicPartition> partitions = Stream.<Topic<?>>concat(
                        Transfers.banks().stream().map(Topics.FREEZE_ALERTS::of),
                        Incident.operators().stream().map(Topics.BLOCK_REQUESTS::of))
                .map(topic -> new TopicPartition(topic.name(), 0))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader.start();
    }

    /** Watches out for what these reports must bring about. */
    public void await(Collection<Incident> incidents) {
        incidents.forEach(incident -> incident.expected().forEach(one -> awaited.put(one.subject(), one)));
    }

    /** How much did not come yet. */
    public int missing() {
        return awaited.size();
    }

    /** Waits until all is there or the time is over, and then watches out for it no more. */
    public void awaitAll(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (missing() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        awaited.clear();
    }

    /**
     * What is asked of whom now about each account and number, with all that an alert is repeated for, in order of the
     * subjects.
     */
    public Map<String, String> newest() {
        return new TreeMap<>(newest);
    }

    private void read() {
        while (!closing) {
            consumer.poll(WAIT).forEach(this::see);
        }
        consumer.close();
    }

    private void see(ConsumerRecord<String, Incoming<SpecificRecord>> record) {
        long nanos = System.nanoTime();
        long millis = System.currentTimeMillis();
        SpecificRecord event = record.value().ifRead().orElseThrow();
        newest.put(record.key(), asked(record.topic(), event));
        Expected expected = awaited.get(record.key());
        if (expected != null && expected.isAskedBy(event)) {
            expected.seen(nanos, millis);
            awaited.remove(record.key());
        }
    }

    static String asked(String topic, SpecificRecord event) {
        if (event instanceof FreezeAlert alert) {
            return topic + ": " + alert.getAction() + " " + alert.getHold() + " for " + alert.getReasons()
                    + ", account " + alert.getDirectory() + " and " + alert.getAccountStatus();
        }
        return event instanceof BlockRequest request
                ? topic + ": " + request.getAction() + " for " + request.getReasons() + ", operator "
                        + request.getOperator()
                : event.toString();
    }

    @Override
    public void close() {
        closing = true;
        Threads.join(reader);
    }
}
