package io.sekat.streams;

import io.sekat.events.RejectReason;
import io.sekat.money.InvalidMoney;
import io.sekat.serdes.Incoming;
import io.sekat.serdes.Rejection;
import io.sekat.streams.core.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of one topic: what can be read goes on, what cannot goes whole to {@code rejected-records} with the
 * reason, and nothing stops.
 *
 * @param <V> type of the values
 */
public abstract class InputProcessor<V extends SpecificRecord>
        implements Processor<byte[], Incoming<V>, String, SpecificRecord> {
    /** Longest key that is taken, in bytes: it is copied into whatever is said of its subject. */
    private static final int LONGEST_KEY = 1024;

    /** Clocks of those who write may be ahead of the broker's by so much. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Outlets outlets;
    private @Nullable ProcessorContext<String, SpecificRecord> context;

    /**
     * @param outlets the sinks of the sub-topology
     */
    protected InputProcessor(Outlets outlets) {
        this.outlets = outlets;
    }

    /** A record that cannot be used although it could be read. */
    protected static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RejectReason reason;

        /**
         * @param reason the reason's code
         * @param message what was wrong and what was expected
         */
        public Unusable(RejectReason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> processorContext) {
        this.context = processorContext;
    }

    @Override
    public final void process(Record<byte[], Incoming<V>> record) {
        byte @Nullable [] key = record.key();
        Incoming<V> incoming = record.value() == null ? new Incoming<>(null, null, null) : record.value();
        String subject = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        try {
            if (key == null) {
                throw new Unusable(RejectReason.NO_KEY, "record has no key: expected " + expectedKey());
            } else if (key.length > LONGEST_KEY) {
                throw new Unusable(
                        RejectReason.BAD_IDENTIFIER,
                        "record key of " + key.length + " bytes is too long: expected " + expectedKey() + ", "
                                + LONGEST_KEY + " bytes at most");
            }
            Incoming.Failure failure = incoming.failure();
            if (failure != null) {
                throw new Unusable(failure.reason(), failure.message());
            }
            V value = incoming.value();
            if (value == null) {
                removed(subject, Instant.ofEpochMilli(record.timestamp()));
            } else {
                accept(subject, value, incoming, Instant.ofEpochMilli(record.timestamp()));
            }
        } catch (Unusable unusable) {
            reject(key, incoming.bytes(), unusable.reason, Objects.requireNonNull(unusable.getMessage()));
        } catch (Refused refused) {
            reject(key, incoming.bytes(), refused.reason(), String.valueOf(refused.getMessage()));
        } catch (InvalidMoney invalid) {
            reject(key, incoming.bytes(), RejectReason.BAD_AMOUNT, String.valueOf(invalid.getMessage()));
        } catch (IllegalArgumentException | ArithmeticException invalid) {
            // Thrown by identifiers and rules before anything was stored or sent.
            reject(key, incoming.bytes(), RejectReason.BAD_IDENTIFIER, String.valueOf(invalid.getMessage()));
        }
    }

    /** What the key of the topic is, in words. */
    protected abstract String expectedKey();

    /**
     * Takes a value.
     *
     * @param key the record key
     * @param value the value
     * @param incoming the value with its bytes
     * @param appendedAt when the broker took the record, UTC
     * @throws Unusable when it cannot be used; nothing was stored or sent then
     */
    protected abstract void accept(String key, V value, Incoming<V> incoming, Instant appendedAt);

    /**
     * Takes the removal of what the key names.
     *
     * @throws Unusable when records of this topic cannot be removed
     */
    protected void removed(String key, Instant appendedAt) {
        throw new Unusable(RejectReason.NO_VALUE, "record has no value: records of this topic are not removed");
    }

    /** Refuses a record whose key is not that of its value: it would be joined with the wrong things. */
    protected static void checkKey(String key, String expected) {
        if (!key.equals(expected)) {
            throw new Unusable(
                    RejectReason.KEY_MISMATCH, "record key is '" + key + "': its value says '" + expected + "'");
        }
    }

    /**
     * Refuses a time that its writer's clock cannot have shown: what came last by it would stand against all that comes after.
     *
     * @param field the value's field
     */
    protected static void checkTime(String field, Instant time, Instant appendedAt) {
        if (time.isBefore(EARLIEST) || time.isAfter(appendedAt.plus(AHEAD))) {
            throw new Unusable(
                    RejectReason.BAD_TIMESTAMP,
                    field + " " + time + " is not valid: the record came in at " + appendedAt
                            + ", expected a time from " + EARLIEST + " to " + AHEAD.toMinutes()
                            + " minutes after that: is the writer's clock right?");
        }
    }

    private void reject(byte @Nullable [] key, byte @Nullable [] value, RejectReason reason, String message) {
        RecordMetadata source = context()
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a source was rejected: " + message));
        String keyText = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        outlets.reject(
                context(),
                Rejection.key(keyText),
                Rejection.of(
                                reason,
                                message,
                                keyText,
                                key,
                                value,
                                Instant.ofEpochMilli(context().currentSystemTimeMs()))
                        .setSourceTopic(source.topic())
                        .setSourcePartition(source.partition())
                        .setSourceOffset(source.offset())
                        .build());
    }

    /** Where this processor runs. */
    protected final ProcessorContext<String, SpecificRecord> context() {
        return Objects.requireNonNull(context, "init comes first");
    }

    /** The sinks of the sub-topology. */
    protected final Outlets outlets() {
        return outlets;
    }
}
