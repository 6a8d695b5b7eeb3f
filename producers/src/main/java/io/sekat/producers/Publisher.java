package io.sekat.producers;

import io.sekat.config.Settings;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Rejection;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends the rows of one file to the brokers and counts what they acknowledged. For one thread. */
final class Publisher implements AutoCloseable {
    private final Producer<String, SpecificRecord> producer;
    private final String file;
    private final AtomicLong loaded = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private volatile boolean broken;

    /**
     * @param producer idempotent; closed with this
     * @param file name of the file in messages and rejected records
     */
    Publisher(Producer<String, SpecificRecord> producer, String file) {
        this.producer = producer;
        this.file = file;
    }

    /** Connects to the brokers that the settings name. */
    static Publisher open(Settings settings, String clientId, String file) {
        return new Publisher(
                new KafkaProducer<>(
                        BulkClient.config(settings, clientId),
                        new StringSerializer(),
                        AvroSerdes.of(settings).<SpecificRecord>serializer()),
                file);
    }

    /** Sends the event of a good row. */
    void load(Topic<?> topic, String key, SpecificRecord value, long line) {
        send(topic, key, value, line, loaded);
    }

    /**
     * Sends a bad row to {@code rejected-records}.
     *
     * @param topic where it would have gone
     * @param line number of its first line
     * @param bytes the row as it stands in the file
     * @param subject what it is about; null: that could not be read
     * @return the row for people
     */
    BadRow reject(
            Topic<?> topic, long line, byte[] bytes, @Nullable String subject, RejectReason reason, String message) {
        RejectedRecord rejected = Rejection.of(reason, message, subject, null, bytes, Instant.now())
                .setSourceTopic(topic.name())
                .setSourceFile(file)
                .setSourceLine(line)
                .build();
        send(Topics.REJECTED_RECORDS, Rejection.key(subject), rejected, line, new AtomicLong());
        return new BadRow(file, line, reason, message);
    }

    /** Whether a failure makes it useless to send more. */
    boolean isBroken() {
        return broken;
    }

    /** Waits until everything sent is acknowledged or has failed. */
    void flush() {
        producer.flush();
    }

    /** Rows that the brokers acknowledged. */
    long loaded() {
        return loaded.get();
    }

    /** Records that could not be written. */
    long failed() {
        return failed.get();
    }

    /** The first record that could not be written, with row, topic and cause. */
    Optional<String> firstFailure() {
        return Optional.ofNullable(firstFailure.get());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    private void send(Topic<?> topic, String key, SpecificRecord value, long line, AtomicLong acknowledged) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value), (metadata, thrown) -> {
                if (thrown == null) {
                    acknowledged.incrementAndGet();
                } else {
                    failed(topic, line, thrown);
                }
            });
        } catch (RuntimeException e) {
            failed(topic, line, e);
        }
    }

    private void failed(Topic<?> topic, long line, Exception thrown) {
        failed.incrementAndGet();
        firstFailure.compareAndSet(
                null, "cannot write " + file + ":" + line + " to topic " + topic + ": " + why(thrown));
        if (!(thrown instanceof RecordTooLargeException)) {
            broken = true;
        }
    }

    private static String why(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == thrown ? thrown.toString() : thrown + "; caused by " + root;
    }

    @Override
    public void close() {
        producer.close();
    }
}
