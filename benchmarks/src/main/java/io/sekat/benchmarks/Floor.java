package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Feed;
import io.sekat.benchmarks.load.Pace;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The baselines: records that are written and read on the same broker, with nothing in between. */
final class Floor {
    static final int BYTES = 250;
    private static final int LEAST_SECONDS = 10;
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Floor() {}

    /**
     * Measures from when the record was to be written, by the schedule, to the reader's having it.
     *
     * @param topic a name that no topic has
     * @param perSecond how many records a second
     * @param besides for how many seconds that is measured which this is beside: this takes a quarter of it, ten at
     *     least where that takes so long; the first fifth does not count
     */
    static Latency measure(Settings settings, String topic, int perSecond, int besides)
            throws InterruptedException, ExecutionException {
        create(settings, topic, 1);
        Histogram histogram = new ConcurrentHistogram(3);
        int records = perSecond * Math.max(Math.min(LEAST_SECONDS, besides), besides / 4);
        int first = records / 5;
        AtomicInteger seen = new AtomicInteger();
        Future<?> reading = reading(settings, topic, 1, records, record -> {
            long now = System.nanoTime();
            if (seen.incrementAndGet() > first) {
                long due = ByteBuffer.wrap(record.value()).getLong();
                histogram.recordValue(Math.max(0, (now - due) / 1_000));
            }
        });
        Pace pace = new Pace(perSecond);
        write(settings, records, record -> {
            pace.await(record);
            byte[] value = ByteBuffer.allocate(BYTES).putLong(pace.due(record)).array();
            return new ProducerRecord<>(topic, value);
        });
        reading.get();
        return Latency.of(histogram);
    }

    /**
     * Passes directory rows through the broker as fast as it goes, and returns when the last of them is read.
     *
     * @param topic a name that no topic has
     */
    static void pass(Settings settings, String topic, Feed feed, int rows)
            throws InterruptedException, ExecutionException {
        int partitions = settings.get(SettingCatalogue.PARTITIONS);
        create(settings, topic, partitions);
        Future<?> reading = reading(settings, topic, partitions, rows, record -> {});
        feed.directory(topic, 0, rows);
        feed.flush();
        reading.get();
    }

    /**
     * Creates a topic and waits for its leaders. A producer that sends several requests before one is there can have the
     * first refused for good: the broker takes the second for its first (KAFKA-15591).
     */
    static void create(Settings settings, String topic, int partitions)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(settings.kafkaClient("sekat-bench"))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
            awaitLeaders(admin, partitions(topic, partitions));
        }
    }

    private static void awaitLeaders(Admin admin, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                // A topic that was created a moment ago may not be known to whom the client asks.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > until) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(WAIT.toMillis());
            }
        }
    }

    private static List<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Writes records, each as soon as it is made, and returns when all are acknowledged. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
    static void write(Settings settings, int records, IntFunction<ProducerRecord<byte[], byte[]>> maker)
            throws ExecutionException, InterruptedException {
        Map<String, Object> config = settings.kafkaClient("sekat-bench-floor");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int record = 0; record < records; record++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("ended after " + record + " of " + records + " records");
                }
                producer.send(maker.apply(record), (metadata, thrown) -> {
                    if (thrown != null) {
                        written.completeExceptionally(thrown);
                    }
                });
            }
            producer.flush();
        }
        written.complete(null);
        written.get();
    }

    /** Has records read from the beginning by a thread of their own; over when so many are there. */
    private static Future<?> reading(
            Settings settings,
            String topic,
            int partitions,
            int records,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        FutureTask<@Nullable Void> reading =
                new FutureTask<>(() -> read(settings, partitions(topic, partitions), records, reader), null);
        new Thread(reading, "bench-floor").start();
        return reading;
    }

    private static void read(
            Settings settings,
            List<TopicPartition> partitions,
            int records,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<String, Object> config = settings.kafkaClient("sekat-bench-floor-reader");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int seen = 0;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (seen < records) {
                ConsumerRecords<byte[], byte[]> more = consumer.poll(WAIT);
                more.forEach(reader);
                seen += more.count();
                until = more.isEmpty() ? until : System.nanoTime() + PATIENCE.toNanos();
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the broker lost records of the baseline: of " + records
                            + " there are " + seen + " in " + partitions);
                }
            }
        }
    }
}
