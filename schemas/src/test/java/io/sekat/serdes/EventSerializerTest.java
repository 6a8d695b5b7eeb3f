package io.sekat.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Amount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class EventSerializerTest {
    private final List<String> askedTheLibrary = new ArrayList<>();
    private final Serializer<Amount> library = (topic, value) -> {
        askedTheLibrary.add(topic);
        return confluent(topic.equals("one") ? 7 : 0x01020304, value);
    };

    @Test
    void writesWhatTheLibraryWouldButAsksItOncePerTopic() {
        try (EventSerializer<Amount> serializer = new EventSerializer<>(library)) {
            for (long minor = 0; minor < 3; minor++) {
                Amount amount = new Amount("MYR", minor);
                assertThat(serializer.serialize("one", amount)).isEqualTo(confluent(7, amount));
                assertThat(serializer.serialize("two", amount)).isEqualTo(confluent(0x01020304, amount));
            }
        }
        assertThat(askedTheLibrary).containsExactly("one", "two");
    }

    @Test
    void removedRecordStaysWithoutValue() {
        try (EventSerializer<Amount> serializer = new EventSerializer<>(library)) {
            assertThat(serializer.serialize("one", null)).isNull();
        }
        assertThat(askedTheLibrary).isEmpty();
    }

    private static byte[] confluent(int id, Amount value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<>(Amount.class).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
