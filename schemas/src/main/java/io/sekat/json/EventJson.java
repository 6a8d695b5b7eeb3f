package io.sekat.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events as plain JSON: field names as in the schema, times as ISO 8601 in UTC, bytes as Base64, no wrappers around
 * unions.
 */
public final class EventJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventJson() {}

    /** The event as one line of JSON. */
    public static String line(IndexedRecord event) {
        return object(event).toString();
    }

    /** The event as JSON, indented for people. */
    public static String indented(IndexedRecord event) {
        return object(event).toPrettyString();
    }

    /** The event as a JSON object. */
    public static ObjectNode object(IndexedRecord event) {
        ObjectNode object = MAPPER.createObjectNode();
        for (Schema.Field field : event.getSchema().getFields()) {
            object.set(field.name(), node(event.get(field.pos())));
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof IndexedRecord inner) {
            return object(inner);
        } else if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(item -> array.add(node(item)));
            return array;
        } else if (value instanceof Instant time) {
            return NODES.textNode(time.toString());
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof Integer number) {
            return NODES.numberNode(number);
        } else if (value instanceof Long number) {
            return NODES.numberNode(number);
        } else {
            return NODES.textNode(value.toString());
        }
    }
}
