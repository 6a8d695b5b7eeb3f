package io.sekat.streams;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Times in state stores: milliseconds since 1970 where that says all, which is always so for times from events, and text
 * where it does not. To read the text of a time took a tenth of the Streams application's work.
 */
final class StateTimes extends SimpleModule {
    private static final long serialVersionUID = 1L;

    StateTimes() {
        super("state-times");
        addSerializer(Instant.class, new Writer());
        addDeserializer(Instant.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (isInRange(time) && time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
                out.writeNumber(time.toEpochMilli());
            } else {
                out.writeString(time.toString());
            }
        }

        /** Milliseconds hold 292 million years; {@link Instant} a thousand million. */
        private static boolean isInRange(Instant time) {
            return Math.abs(time.getEpochSecond()) < Long.MAX_VALUE / 1_000;
        }
    }

    private static final class Reader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? Instant.ofEpochMilli(in.getLongValue())
                    : InstantDeserializer.INSTANT.deserialize(in, context);
        }
    }
}
