package io.sekat.streams;

import io.sekat.serdes.AvroSerdes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Avro in the Confluent wire format over a registry in memory. */
final class MemorySerdes {
    private static final int HEADER = 5;

    private final List<Schema> schemas = new ArrayList<>();

    /** What a registry's client throws for an id that it has not. */
    private static final class SchemaNotFoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    AvroSerdes serdes() {
        Serializer<SpecificRecord> serializer = (topic, event) -> event == null ? null : bytes(event);
        Deserializer<SpecificRecord> deserializer = (topic, bytes) -> bytes == null ? null : event(bytes);
        return new AvroSerdes(() -> serializer, () -> deserializer);
    }

    byte[] bytes(SpecificRecord event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(HEADER)
                .put((byte) 0)
                .putInt(idOf(event.getSchema()))
                .array());
        SpecificDatumWriter<SpecificRecord> writer =
                new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(event.getClass()));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(event, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked") // the generated class that the schema names
    private SpecificRecord event(byte[] bytes) {
        int id = ByteBuffer.wrap(bytes).getInt(1);
        if (id < 1 || id > schemas.size()) {
            throw new SchemaNotFoundException();
        }
        Schema schema = schemas.get(id - 1);
        SpecificDatumReader<SpecificRecord> reader = new SpecificDatumReader<>(
                (Class<SpecificRecord>) SpecificData.get().getClass(schema));
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int idOf(Schema schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }
}
