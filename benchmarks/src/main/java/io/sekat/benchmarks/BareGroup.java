package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Pace;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.streams.Part;
import io.sekat.streams.StreamsSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The baseline of a failover: two bare consumers share a topic, one falls silent without leaving their group, and the other
 * goes on with what that one had.
 */
final class BareGroup {
    private static final Duration WAIT = Duration.ofMillis(20);
    /** Of the two members, 0 and 1, the one that falls silent. */
    private static final int SILENT = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final String topic;
    private final int partitions;
    private final int records;
    private final int silentAfter;
    private final BitSet seen = new BitSet();
    private final BitSet atWork = new BitSet();
    private long longest;

    private BareGroup(Settings settings, String topic, int partitions, int records, int silentAfter) {
        this.settings = settings;
        this.topic = topic;
        this.partitions = partitions;
        this.records = records;
        this.silentAfter = silentAfter;
    }

    /**
     * Seconds for which a record waited at most, from when it was to be written, by the schedule, to one of the two having
     * it.
     *
     * @param topic a name that neither a topic nor a group has
     * @param perSecond how many records a second
     * @param records how many in all
     * @param silentAfter after how many of them one of the two falls silent
     */
    static double longestSeconds(Settings settings, String topic, int perSecond, int records, int silentAfter)
            throws InterruptedException, ExecutionException {
        int partitions = settings.get(SettingCatalogue.PARTITIONS);
        Floor.create(settings, topic, partitions);
        return new BareGroup(settings, topic, partitions, records, silentAfter).run(perSecond);
    }

    private double run(int perSecond) throws InterruptedException, ExecutionException {
        List<Future<?>> members = List.of(member(0), member(1));
        while (!atWork() && members.stream().noneMatch(Future::isDone)) {
            TimeUnit.MILLISECONDS.sleep(WAIT.toMillis());
        }
        Pace pace = new Pace(perSecond);
        Floor.write(settings, records, record -> {
            pace.await(record);
            byte[] value = ByteBuffer.allocate(Floor.BYTES)
                    .putLong(pace.due(record))
                    .putInt(record)
                    .array();
            return new ProducerRecord<>(topic, record % partitions, null, value);
        });
        for (Future<?> member : members) {
            member.get();
        }
        synchronized (this) {
            return longest / 1e9;
        }
    }

    private Future<?> member(int number) {
        FutureTask<@Nullable Void> reading = new FutureTask<>(() -> read(number), null);
        new Thread(reading, "bench-bare-group-" + number).start();
        return reading;
    }

    private void read(int number) {
        Map<String, Object> config = settings.kafkaClient("sekat-bench-bare-group-" + number);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, topic);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionTimeout());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1); // who falls silent reads no further than it is to
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!isOver(number)) {
                var more = consumer.poll(WAIT);
                if (!consumer.assignment().isEmpty()) {
                    begin(number);
                }
                more.forEach(this::see);
                until = more.isEmpty() ? until : System.nanoTime() + PATIENCE.toNanos();
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("nothing more comes of " + topic + " after " + PATIENCE);
                }
            }
            if (number == SILENT) {
                consumer.close(
                        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
            }
        }
    }

    /** As long as the brokers wait for a silent instance of Sekat. */
    private Object sessionTimeout() {
        return Objects.requireNonNull(StreamsSettings.of(Part.ALERTS, settings)
                .get(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)));
    }

    private synchronized void begin(int number) {
        atWork.set(number);
    }

    private synchronized boolean atWork() {
        return atWork.cardinality() == 2;
    }

    /** Notes a record; one that was seen before says nothing, as nobody commits. */
    private synchronized void see(ConsumerRecord<byte[], byte[]> record) {
        ByteBuffer value = ByteBuffer.wrap(record.value());
        long waited = System.nanoTime() - value.getLong();
        int place = value.getInt();
        if (!seen.get(place)) {
            seen.set(place);
            longest = Math.max(longest, waited);
        }
    }

    /** The second falls silent; the first goes on until all are seen. */
    private synchronized boolean isOver(int number) {
        int count = seen.cardinality();
        return count == records || (number == SILENT && count >= silentAfter);
    }
}
