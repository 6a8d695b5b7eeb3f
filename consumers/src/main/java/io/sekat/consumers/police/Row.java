package io.sekat.consumers.police;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sekat.json.EventJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * One row by column, with values that PostgreSQL can hold: a NUL in a text becomes U+FFFD, a time outside of the years 1
 * to 9999 the nearest of them. Otherwise a few bytes of a foreign sender would stop the writing for good.
 */
final class Row {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Map<String, @Nullable Object> values = new HashMap<>();

    /**
     * Sets a column.
     *
     * @param value text, enum, number, truth, time, list of texts, or an event, which becomes JSON
     */
    Row set(String column, @Nullable Object value) {
        values.put(column, storable(value));
        return this;
    }

    /** The value of a column as it is stored; null: none. */
    @Nullable
    Object get(String column) {
        if (!values.containsKey(column)) {
            throw new IllegalStateException("the row has no value for column " + column);
        }
        return values.get(column);
    }

    private static @Nullable Object storable(@Nullable Object value) {
        if (value instanceof CharSequence || value instanceof Enum<?>) {
            return text(value.toString());
        } else if (value instanceof Instant time) {
            return time(time);
        } else if (value instanceof List<?> texts) {
            return texts.stream().map(text -> text(String.valueOf(text))).toArray(String[]::new);
        } else if (value instanceof IndexedRecord event) {
            return json(event);
        } else {
            return value;
        }
    }

    static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static OffsetDateTime time(Instant time) {
        Instant within = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
        return within.atOffset(ZoneOffset.UTC);
    }

    /** The event as the JSON that is stored. */
    static String json(IndexedRecord event) {
        String line = EventJson.line(event);
        return line.contains("\\u0000") ? clean(EventJson.object(event)).toString() : line;
    }

    private static JsonNode clean(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(clean(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, clean(array.get(i)));
            }
        } else if (node instanceof TextNode) {
            return TextNode.valueOf(text(node.textValue()));
        }
        return node;
    }
}
