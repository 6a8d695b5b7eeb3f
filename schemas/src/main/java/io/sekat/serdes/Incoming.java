package io.sekat.serdes;

import io.sekat.events.RejectReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record's value as it came in: read, absent, or not readable. Bad bytes are values, not exceptions, so that nothing
 * stops and the original bytes can be kept with the reason.
 *
 * @param bytes the value's bytes as they came; null: the record had no value
 * @param value what they say; null: the record had no value or it could not be read
 * @param failure why it could not be read; null: it could
 * @param <T> type of the value
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy for each record would cost the hot path
public record Incoming<T>(
        byte @Nullable [] bytes,
        @Nullable T value,
        @Nullable Failure failure) {

    /**
     * Why a value could not be read.
     *
     * @param reason the reason's code
     * @param message what was wrong and what was expected
     */
    public record Failure(RejectReason reason, String message) {}

    static <T> Incoming<T> absent() {
        return new Incoming<>(null, null, null);
    }

    static <T> Incoming<T> read(byte[] bytes, T value) {
        return new Incoming<>(bytes, value, null);
    }

    static <T> Incoming<T> unreadable(byte[] bytes, RejectReason reason, String message) {
        return new Incoming<>(bytes, null, new Failure(reason, message));
    }

    /** The value; empty when the record had none or it could not be read. */
    public Optional<T> ifRead() {
        return Optional.ofNullable(value);
    }
}
