package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Pace;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The baseline: one record of an alert's size, written and read on the same broker, with nothing in between. */
final class Floor {
    private static final int BYTES = 250;
    private static final int LEAST_SECONDS = 5;
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Floor() {}

    /**
     * Measures from when the record was to be written, by the schedule, to the reader's having it.
     *
     * @param topic a name that no topic has
     * @param perSecond how many records a second
     * @param besides for how many seconds that is measured which this is beside: this takes a quarter of it, five at
     *     least where that takes so long; the first fifth does not count
     */
    static Latency measure(Settings settings, String topic, int perSecond, int besides)
            throws InterruptedException, ExecutionException {
        create(settings, topic, 1);
        Histogram histogram = new ConcurrentHistogram(3);
        int records = perSecond * Math.max(Math.min(LEAST_SECONDS, besides), besides / 4);
        Thread reader = new Thread(() -> read(settings, topic, histogram, records), "bench-floor");
        reader.start();
        Map<String, Object> config = settings.kafkaClient("sekat-bench-floor");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            Pace pace = new Pace(perSecond);
            Future<?> last = CompletableFuture.completedFuture(null);
            for (int record = 0; record < records; record++) {
                pace.await(record);
                byte[] value =
                        ByteBuffer.allocate(BYTES).putLong(pace.due(record)).array();
                last = producer.send(new ProducerRecord<>(topic, value));
            }
            last.get();
        }
        reader.join(PATIENCE.toMillis());
        if (reader.isAlive()) {
            throw new IllegalStateException("the broker lost records of the baseline");
        }
        return Latency.of(histogram);
    }

    /**
     * Passes records through the broker as fast as it goes, and returns when the last of them is read.
     *
     * @param topic a name that no topic has
     */
    static void pass(Settings settings, String topic, int records, int bytes)
            throws InterruptedException, ExecutionException {
        int partitions = settings.get(SettingCatalogue.PARTITIONS);
        create(settings, topic, partitions);
        FutureTask<Void> reading = new FutureTask<>(() -> count(settings, topic, partitions, records), null);
        new Thread(reading, "bench-floor").start();
        Map<String, Object> config = settings.kafkaClient("sekat-bench-floor");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, Stand.BULK_LINGER_MILLIS);
        byte[] value = new byte[bytes];
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<?> last = CompletableFuture.completedFuture(null);
            for (int record = 0; record < records; record++) {
                last = producer.send(new ProducerRecord<>(topic, record % partitions, null, value));
            }
            last.get();
        }
        reading.get();
    }

    private static void create(Settings settings, String topic, int partitions)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(settings.kafkaClient("sekat-bench"))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void count(Settings settings, String topic, int partitions, int records) {
        try (KafkaConsumer<byte[], byte[]> consumer = reader(settings)) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            int seen = 0;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (seen < records) {
                int more = consumer.poll(WAIT).count();
                seen += more;
                until = more > 0 ? System.nanoTime() + PATIENCE.toNanos() : until;
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the broker lost records of the baseline");
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> reader(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("sekat-bench-floor-reader");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void read(Settings settings, String topic, Histogram histogram, int records) {
        try (KafkaConsumer<byte[], byte[]> consumer = reader(settings)) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            int seen = 0;
            while (seen < records) {
                for (var record : consumer.poll(WAIT)) {
                    long now = System.nanoTime();
                    seen++;
                    if (seen > records / 5) {
                        long due = ByteBuffer.wrap(record.value()).getLong();
                        histogram.recordValue(Math.max(0, (now - due) / 1_000));
                    }
                }
            }
        }
    }
}
