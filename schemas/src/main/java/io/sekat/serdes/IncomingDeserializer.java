package io.sekat.serdes;

import io.sekat.events.RejectReason;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads a value or says why it cannot be read; throws only when the registry does not answer. */
final class IncomingDeserializer<T> implements Deserializer<Incoming<T>> {
    /** What Apicurio's client throws where the registry, or what is before it, lets nobody in or has no time: 401, 403, 429. */
    private static final Set<String> REFUSALS = Set.of(
            "AuthException",
            "NotAuthorizedException",
            "ForbiddenException",
            "TenantNotAuthorizedException",
            "RateLimitedClientException");

    private final Deserializer<?> avro;
    private final Class<T> type;
    private final int largest;

    /**
     * @param largest value that is read, in bytes
     */
    IncomingDeserializer(Deserializer<?> avro, Class<T> type, int largest) {
        this.avro = avro;
        this.type = type;
        this.largest = largest;
    }

    @Override
    public Incoming<T> deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return Incoming.absent();
        }
        if (bytes.length < WireFormat.HEADER || bytes[0] != 0) {
            return Incoming.unreadable(
                    bytes,
                    RejectReason.MALFORMED,
                    "value of " + bytes.length
                            + " bytes is not in the wire format: expected a zero byte, a schema id of"
                            + " 4 bytes and an Avro " + type.getSimpleName());
        }
        if (bytes.length > largest) {
            return Incoming.unreadable(
                    bytes,
                    RejectReason.MALFORMED,
                    "value of " + bytes.length + " bytes is too large: expected an Avro " + type.getSimpleName()
                            + " of " + largest + " bytes at most");
        }
        try {
            Object value = avro.deserialize(topic, bytes);
            if (type.isInstance(value)) {
                return Incoming.read(bytes, type.cast(value));
            }
            return Incoming.unreadable(
                    bytes,
                    RejectReason.WRONG_TYPE,
                    "value is a " + nameOf(value) + ": expected " + type.getSimpleName());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // Bytes that claim to hold two thousand million characters end in OutOfMemoryError: bad bytes as well.
            return failure(bytes, e);
        }
    }

    private Incoming<T> failure(byte[] bytes, Throwable thrown) {
        int schemaId = ByteBuffer.wrap(bytes).getInt(1);
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (isUnknownSchema(cause)) {
                return Incoming.unreadable(
                        bytes,
                        RejectReason.UNKNOWN_SCHEMA,
                        "schema id " + schemaId + " is not in the registry: expected that of an Avro "
                                + type.getSimpleName());
            }
            if (isAvros(cause)) {
                break;
            }
            if (isOutage(cause)) {
                throw new RegistryUnavailable(
                        "the schema registry did not answer for schema id " + schemaId + ": " + cause, thrown);
            }
        }
        return Incoming.unreadable(
                bytes,
                RejectReason.MALFORMED,
                "value does not fit its schema (id " + schemaId + "): " + thrown + "; expected an Avro "
                        + type.getSimpleName());
    }

    /** By name, because neither library need be on the class path. */
    private static boolean isUnknownSchema(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return (name.endsWith("NotFoundException") && !(cause instanceof ClassNotFoundException))
                || (name.equals("RestClientException")
                        && String.valueOf(cause.getMessage()).contains("40403"));
    }

    /** Avro reads from memory only: what it throws, an IOException for a bad number included, speaks of the bytes. */
    private static boolean isAvros(Throwable cause) {
        return cause.getClass().getPackageName().startsWith("org.apache.avro");
    }

    private static boolean isOutage(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return (cause instanceof IOException && !(cause instanceof EOFException))
                || cause instanceof TimeoutException
                || cause instanceof InterruptedException
                || name.endsWith("RestClientException")
                || REFUSALS.contains(name);
    }

    private static String nameOf(@Nullable Object value) {
        return value instanceof org.apache.avro.generic.GenericContainer container
                ? container.getSchema().getName()
                : String.valueOf(value == null ? null : value.getClass().getSimpleName());
    }

    @Override
    public void close() {
        avro.close();
    }
}
