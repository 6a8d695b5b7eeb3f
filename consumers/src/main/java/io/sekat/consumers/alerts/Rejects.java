package io.sekat.consumers.alerts;

import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.serdes.Incoming;
import io.sekat.serdes.Rejection;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes records that cannot be used to {@code rejected-records}; connects when the first one comes. */
final class Rejects implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rejects.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Supplier<Producer<String, RejectedRecord>> producers;
    private @Nullable Producer<String, RejectedRecord> producer;

    Rejects(Supplier<Producer<String, RejectedRecord>> producers) {
        this.producers = producers;
    }

    /**
     * Writes a record and waits until it is stored: only then may the bad one be passed over. Where the user may not
     * write there, the record's place is logged instead: one bad record must not keep alerts from coming.
     *
     * @throws KafkaException when it could not be stored
     */
    void write(ConsumerRecord<String, ? extends Incoming<?>> record, RejectReason reason, String message) {
        String key = record.key();
        byte @Nullable [] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        RejectedRecord rejected = Rejection.of(
                        reason, message, key, keyBytes, record.value().bytes(), Instant.now())
                .setSourceTopic(record.topic())
                .setSourcePartition(record.partition())
                .setSourceOffset(record.offset())
                .build();
        if (producer == null) {
            producer = producers.get();
        }
        try {
            producer.send(new ProducerRecord<>(Topics.REJECTED_RECORDS.name(), Rejection.key(key), rejected))
                    .get();
        } catch (AuthorizationException e) {
            notAllowed(record, reason, message);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw new KafkaException("cannot write to " + Topics.REJECTED_RECORDS + ": " + e.getCause(), e);
            }
            notAllowed(record, reason, message);
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while writing to " + Topics.REJECTED_RECORDS, e);
        }
    }

    private static void notAllowed(ConsumerRecord<?, ?> record, RejectReason reason, String message) {
        LOG.error(
                "{}-{} offset {} cannot be used ({}: {}) and is passed over, but not recorded: this user may not write"
                        + " to {}. Give it WRITE there.",
                record.topic(),
                record.partition(),
                record.offset(),
                reason,
                message,
                Topics.REJECTED_RECORDS);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
