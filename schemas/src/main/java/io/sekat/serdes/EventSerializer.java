package io.sekat.serdes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events. The library writes the first one of each topic and schema, which registers the schema and tells its
 * id; those after it are written here with the same header. The library would make the schema's text anew for each
 * event, which took a third of the Streams application's time.
 *
 * @param <V> type of the values
 */
final class EventSerializer<V extends SpecificRecord> implements Serializer<V> {
    private static final int TYPICAL_SIZE = 1024;
    /** A buffer that grew beyond this for one event is not kept. */
    private static final int LARGE = 1 << 20;

    private static final ThreadLocal<Buffer> BUFFERS = ThreadLocal.withInitial(Buffer::new);

    private final Serializer<V> library;
    private final Map<Subject, Writer<V>> writers = new ConcurrentHashMap<>();

    EventSerializer(Serializer<V> library) {
        this.library = library;
    }

    private record Subject(String topic, Schema schema) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Writer<V>(byte[] header, SpecificDatumWriter<V> body) {
        byte[] write(V value) {
            Buffer buffer = BUFFERS.get();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer.begin(header), buffer.encoder);
            buffer.encoder = encoder;
            try {
                body.write(value, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return buffer.bytes.toByteArray();
        }
    }

    /** What a thread writes to, over and over. */
    private static final class Buffer {
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        private @Nullable BinaryEncoder encoder;

        ByteArrayOutputStream begin(byte[] header) {
            if (bytes.size() > LARGE) {
                bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
            }
            bytes.reset();
            bytes.writeBytes(header);
            return bytes;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's serializers take and give null for a removed record
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        if (value == null) {
            return null;
        }
        Subject subject = new Subject(topic, value.getSchema());
        Writer<V> writer = writers.get(subject);
        if (writer != null) {
            return writer.write(value);
        }
        byte[] written = library.serialize(topic, value);
        SpecificData model = SpecificData.getForClass(value.getClass());
        writers.put(
                subject,
                new Writer<>(
                        Arrays.copyOf(written, WireFormat.HEADER),
                        new SpecificDatumWriter<>(value.getSchema(), model)));
        return written;
    }

    @Override
    public void close() {
        library.close();
    }
}
