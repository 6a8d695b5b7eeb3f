package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.streams.GuardedClients;
import io.sekat.streams.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fault of Kafka Streams behind docs/decisions/0036, made to happen on a real broker: one task of a thread is
 * corrupted while the group is being rebalanced and another task of that thread has work that is not committed.
 */
class AbortedWorkIT {
    private static final String IN = "numbers-in";
    private static final String OUT = "numbers-out";
    private static final int PARTITIONS = 4;
    /** A task that reads this waits until it may go on, and with it the rebalance. */
    private static final String WAIT = "wait";
    /** A task that reads this is corrupted, once. */
    private static final String CORRUPT = "corrupt";
    /** Is kept by the task that reads it, and passed on when time has gone by and it is let. */
    private static final String LATER = "later";

    private static final String KEPT = "kept";
    /** Many commits long: what is not there by then is in a transaction that stays open. */
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(3);

    @TempDir
    private Path data;

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch corrupted = new CountDownLatch(1);
    private final AtomicBoolean isLaterLet = new AtomicBoolean();
    private final CountDownLatch passedOnLater = new CountDownLatch(1);
    private final List<String> sent = new ArrayList<>();
    private final List<String> come = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void noWorkIsLost(Cause cause) throws Exception {
        run(cause, Objects.requireNonNull(GuardedClients.ofOneInstance().get(Part.ALERTS)));

        assertThat(come).containsExactlyInAnyOrderElementsOf(sent);
    }

    /** Once this fails, Kafka Streams has mended it, and what guards against it can go. */
    @ParameterizedTest
    @EnumSource
    void withTheClientsThatKafkaStreamsTakesByItselfWorkIsLost(Cause cause) throws Exception {
        run(cause, new DefaultKafkaClientSupplier());

        assertThat(sent).containsAll(come).hasSizeGreaterThan(come.size());
    }

    /** Why the task that is not corrupted has work in the transaction. */
    enum Cause {
        IT_READ_A_RECORD,
        TIME_WENT_BY
    }

    private void run(Cause cause, KafkaClientSupplier clients) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer());
                KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", broker.bootstrapServers(),
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            admin.createTopics(
                            List.of(new NewTopic(IN, PARTITIONS, (short) 1), new NewTopic(OUT, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            reader.assign(IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(OUT, partition))
                    .toList());
            try (KafkaStreams one = start("one", broker, clients);
                    KafkaStreams other = start("other", broker, clients)) {
                patiently()
                        .until(() -> partitionsOf(one).size() == PARTITIONS / 2
                                && partitionsOf(other).size() == PARTITIONS / 2);
                List<Integer> working = List.copyOf(partitionsOf(one));
                send(producer, working.get(0), LATER);
                send(producer, working.get(0), "after it");
                patiently().until(() -> isOut(reader, sent.size() - 1));
                send(producer, partitionsOf(other).iterator().next(), WAIT);
                within(waiting);
                try (KafkaStreams third = start("third", broker, clients)) {
                    int probed = working.get(cause == Cause.IT_READ_A_RECORD ? 0 : 1);
                    int probes = 0;
                    do { // until the group is being rebalanced, when nothing is committed
                        send(producer, probed, "probe " + probes++);
                    } while (isCommitted(reader));
                    if (cause == Cause.TIME_WENT_BY) {
                        isLaterLet.set(true);
                        within(passedOnLater);
                    }
                    send(producer, working.get(1), CORRUPT);
                    within(corrupted);
                    goOn.countDown();
                    isLaterLet.set(true);
                    patiently()
                            .until(() -> List.of(one, other, third).stream()
                                            .flatMap(instance -> partitionsOf(instance).stream())
                                            .distinct()
                                            .count()
                                    == PARTITIONS);
                    for (int partition = 0; partition < PARTITIONS; partition++) {
                        send(producer, partition, "last " + partition);
                    }
                    patiently().until(() -> {
                        read(reader);
                        return come.stream()
                                        .filter(value -> value.startsWith("last"))
                                        .count()
                                == PARTITIONS;
                    });
                    for (Instant end = Instant.now().plus(COMMITTED_WITHIN);
                            Instant.now().isBefore(end); ) {
                        read(reader);
                    }
                }
            }
        }
    }

    private static void within(CountDownLatch event) throws InterruptedException {
        assertThat(event.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50));
    }

    private void send(KafkaProducer<String, String> producer, int partition, String value) throws Exception {
        producer.send(new ProducerRecord<>(IN, partition, "key", value)).get();
        sent.add(value);
    }

    /** Whether all that was sent comes out, but the one that waits and the one that is kept. */
    private boolean isCommitted(KafkaConsumer<String, String> reader) {
        try {
            await().atMost(COMMITTED_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> isOut(reader, sent.size() - 2));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private boolean isOut(KafkaConsumer<String, String> reader, int count) {
        read(reader);
        return come.size() == count;
    }

    private void read(KafkaConsumer<String, String> reader) {
        reader.poll(Duration.ofMillis(100)).forEach(record -> come.add(record.value()));
    }

    private static Set<Integer> partitionsOf(KafkaStreams instance) {
        return instance.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(task -> task.taskId().partition())
                .collect(Collectors.toSet());
    }

    private KafkaStreams start(String name, EmbeddedBroker broker, KafkaClientSupplier clients) {
        Topology topology = new Topology()
                .addSource("in", IN)
                .addProcessor("work", Work::new, "in")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(KEPT), Serdes.String(), Serdes.String()),
                        "work")
                .addSink("out", OUT, "work");
        Properties properties = new Properties();
        properties.putAll(new HashMap<>(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "numbers",
                StreamsConfig.CLIENT_ID_CONFIG,
                name,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                StreamsConfig.STATE_DIR_CONFIG,
                data.resolve(name).toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.StringSerde.class,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.StringSerde.class,
                StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"),
                100,
                // The transaction stays open for as long as the rebalance lasts.
                StreamsConfig.producerPrefix("transaction.timeout.ms"),
                120_000)));
        KafkaStreams streams = new KafkaStreams(topology, properties, clients);
        streams.start();
        return streams;
    }

    /** Passes everything on. */
    private final class Work extends ContextualProcessor<String, String, String, String> {
        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            context.schedule(Duration.ofMillis(50), PunctuationType.WALL_CLOCK_TIME, this::passOnLater);
        }

        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals(WAIT)) {
                waiting.countDown();
                awaitGoOn();
            } else if (record.value().equals(CORRUPT) && corrupted.getCount() > 0) {
                corrupted.countDown();
                throw new TaskCorruptedException(Set.of(context().taskId()));
            }
            if (record.value().equals(LATER)) {
                kept().put(record.key(), record.value());
            } else {
                context().forward(record);
            }
        }

        private void passOnLater(long now) {
            String later = isLaterLet.get() ? kept().delete("key") : null;
            if (later != null) {
                context().forward(new Record<>("key", later, now));
                passedOnLater.countDown();
            }
        }

        private KeyValueStore<String, String> kept() {
            return context().getStateStore(KEPT);
        }

        private void awaitGoOn() {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
