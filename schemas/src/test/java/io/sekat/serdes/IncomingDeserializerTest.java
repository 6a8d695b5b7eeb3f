package io.sekat.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.events.RejectReason;
import io.sekat.events.TaintedCredit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingDeserializerTest {
    private static final int HEADER = 5;
    private static final byte PARTICIPANT = 1;
    private static final byte CREDIT = 2;

    static {
        AvroSerdes.trustEvents();
    }

    private static final Participant BANK = Participant.newBuilder()
            .setParticipantId("BETAMYKL")
            .setKind(ParticipantKind.BANK)
            .setName("Beta Bank")
            .setAliases(List.of("Beta"))
            .build();

    private final Deserializer<Incoming<Participant>> deserializer = over(IncomingDeserializerTest::read);

    @Test
    void aGoodValueIsReadAndItsBytesAreKept() {
        byte[] bytes = bytes(PARTICIPANT, BANK);

        Incoming<Participant> incoming = deserializer.deserialize("participants", bytes);

        assertThat(incoming.ifRead()).contains(BANK);
        assertThat(incoming.bytes()).isEqualTo(bytes);
    }

    @Test
    void noValueIsAbsentAndNoFailure() {
        Incoming<Participant> incoming = deserializer.deserialize("participants", null);

        assertThat(incoming).isEqualTo(Incoming.absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"participantId\":\"BETAMYKL\"}", "\0\0\0\1"})
    void whatIsNotInTheWireFormatIsMalformed(String text) {
        assertThat(reason(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void aValueThatIsTooLargeIsMalformedAndNotRead() {
        byte[] bytes = bytes(PARTICIPANT, BANK);
        Deserializer<Incoming<Participant>> small =
                new IncomingDeserializer<>(new Unread(), Participant.class, bytes.length - 1);

        Incoming<Participant> incoming = small.deserialize("participants", bytes);

        assertThat(incoming.failure())
                .isEqualTo(new Incoming.Failure(
                        RejectReason.MALFORMED,
                        "value of " + bytes.length + " bytes is too large: expected an Avro Participant of "
                                + (bytes.length - 1) + " bytes at most"));
        assertThat(incoming.bytes()).isEqualTo(bytes);
    }

    private static final class Unread implements Deserializer<Object> {
        @Override
        public Object deserialize(String topic, byte[] bytes) {
            throw new AssertionError("it was read");
        }
    }

    @Test
    void aTruncatedValueIsMalformedWhereverItWasCut() {
        byte[] bytes = bytes(PARTICIPANT, BANK);

        for (int length = 0; length < bytes.length; length++) {
            assertThat(reason(Arrays.copyOf(bytes, length)))
                    .as("%s bytes", length)
                    .isEqualTo(RejectReason.MALFORMED);
        }
    }

    @Test
    void aNumberThatNeverEndsIsMalformedAndNoOutage() {
        byte[] bytes = new byte[30];
        Arrays.fill(bytes, HEADER, bytes.length, (byte) 0xff);
        bytes[4] = PARTICIPANT;

        assertThat(reason(bytes)).isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void aTextThatClaimsTwoThousandMillionCharactersIsMalformed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(2_000_000_000L);

        assertThat(reason(wire(PARTICIPANT, out.toByteArray()))).isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void anotherEventIsOfTheWrongType() {
        Incoming<Participant> incoming =
                deserializer.deserialize("participants", bytes(CREDIT, new TaintedCredit("TX1", "MYR", 1L)));

        assertThat(incoming.failure().reason()).isEqualTo(RejectReason.WRONG_TYPE);
        assertThat(incoming.failure().message()).contains("TaintedCredit").contains("Participant");
    }

    @Test
    void anIdThatTheRegistryHasNotIsAnUnknownSchema() {
        class ArtifactNotFoundException extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        assertThat(reasonOf(new SerializationException(new ArtifactNotFoundException())))
                .isEqualTo(RejectReason.UNKNOWN_SCHEMA);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNoFaultOfTheRecord() {
        Deserializer<Incoming<Participant>> without = over(bytes -> {
            throw new SerializationException(new UncheckedIOException(new ConnectException("refused")));
        });

        assertThatThrownBy(() -> without.deserialize("participants", bytes(PARTICIPANT, BANK)))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageContaining("schema id 1")
                .hasMessageContaining("refused");
    }

    @Test
    void aRegistryThatLetsNobodyInIsNoFaultOfTheRecord() {
        class NotAuthorizedException extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }
        class RateLimitedClientException extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        for (RuntimeException thrown : List.of(new NotAuthorizedException(), new RateLimitedClientException())) {
            assertThatThrownBy(() -> reasonOf(new SerializationException(thrown)))
                    .isInstanceOf(RegistryUnavailable.class);
        }
    }

    @Test
    void memoryThatBadBytesAskForIsMalformed() {
        assertThat(reason(over(bytes -> {
                    throw new OutOfMemoryError("made by the test");
                })))
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Property
    void whateverTheBytesNothingIsThrownAndTheyAreKept(@ForAll byte[] garbage) {
        byte[] bytes = wire(PARTICIPANT, garbage);

        Incoming<Participant> incoming = deserializer.deserialize("participants", bytes);

        assertThat(incoming.bytes()).isSameAs(bytes);
        assertThat(incoming.value() == null).isEqualTo(incoming.failure() != null);
    }

    private RejectReason reason(byte[] bytes) {
        return deserializer.deserialize("participants", bytes).failure().reason();
    }

    private static RejectReason reasonOf(RuntimeException thrown) {
        return reason(over(bytes -> {
            throw thrown;
        }));
    }

    private static RejectReason reason(Deserializer<Incoming<Participant>> failing) {
        return failing.deserialize("participants", bytes(PARTICIPANT, BANK))
                .failure()
                .reason();
    }

    private interface Reading {
        Object read(byte[] bytes);
    }

    private static Deserializer<Incoming<Participant>> over(Reading reading) {
        Supplier<Deserializer<?>> deserializers = () -> {
            Deserializer<Object> deserializer = (topic, bytes) -> reading.read(bytes);
            return deserializer;
        };
        return new AvroSerdes(
                        () -> {
                            throw new IllegalStateException("nothing is written here");
                        },
                        deserializers)
                .incoming(Participant.class);
    }

    private static Object read(byte[] bytes) {
        Class<? extends SpecificRecord> type = bytes[4] == CREDIT ? TaintedCredit.class : Participant.class;
        try {
            return new SpecificDatumReader<>(type)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(byte id, SpecificRecord event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new SpecificDatumWriter<SpecificRecord>(event.getSchema(), SpecificData.getForClass(event.getClass()))
                    .write(event, EncoderFactory.get().directBinaryEncoder(out, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wire(id, out.toByteArray());
    }

    private static byte[] wire(byte id, byte[] avro) {
        return ByteBuffer.allocate(HEADER + avro.length)
                .put(new byte[] {0, 0, 0, 0, id})
                .put(avro)
                .array();
    }
}
