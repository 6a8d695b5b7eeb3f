package io.sekat.streams;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rules' own records in state stores, as Smile (binary JSON): what a later version adds is absent in what an
 * earlier one wrote, and what it drops is passed over (docs/decisions/0003).
 */
public final class StateSerde {
    private static final JsonSetter.Value ABSENT_IS_EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final ObjectMapper MAPPER = SmileMapper.builder(factory())
            .addModule(new JavaTimeModule())
            .addModule(new StateTimes())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .withConfigOverride(SortedMap.class, absent -> absent.setSetterInfo(ABSENT_IS_EMPTY))
            .withConfigOverride(Map.class, absent -> absent.setSetterInfo(ABSENT_IS_EMPTY))
            .withConfigOverride(List.class, absent -> absent.setSetterInfo(ABSENT_IS_EMPTY))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS) // times of day and the like; instants: StateTimes
            .build();

    private StateSerde() {}

    /** Names are not kept from one record to the next: ids are among them, each is new, and each new one copies all. */
    private static SmileFactory factory() {
        return SmileFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** A serde for a record type of the rules. */
    public static <T> Serde<T> of(Class<T> type) {
        ObjectWriter writer = MAPPER.writerFor(type);
        ObjectReader reader = MAPPER.readerFor(type);
        Serializer<T> serializer = (topic, value) -> write(writer, value, topic);
        Deserializer<T> deserializer = (topic, bytes) -> read(reader, type, bytes, topic);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    @SuppressWarnings("NullAway") // Kafka's serializers take and give null for a removed record
    private static <T> byte @Nullable [] write(ObjectWriter writer, @Nullable T value, String topic) {
        try {
            return value == null ? null : writer.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new SerializationException("cannot write state for " + topic, e);
        }
    }

    @SuppressWarnings("NullAway") // Kafka's deserializers take and give null for a removed record
    private static <T> @Nullable T read(ObjectReader reader, Class<T> type, byte @Nullable [] bytes, String topic) {
        try {
            return bytes == null ? null : reader.readValue(bytes, type);
        } catch (IOException e) {
            throw new SerializationException("cannot read state of " + topic, e);
        }
    }
}
