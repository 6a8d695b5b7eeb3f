package io.sekat.producers.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.sekat.events.RejectReason;
import io.sekat.money.Money;
import io.sekat.producers.values.BadValue;
import io.sekat.producers.values.Typed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, each read as what it must be; a field that is absent and one that is null are one. */
final class JsonFields {
    private static final int MOST_ZEROS = 30;

    private final JsonNode object;
    private final String path;

    /**
     * @param path what its fields' names begin with in messages, e.g. {@code payments[0].}
     */
    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /**
     * @throws BadValue when the value is not an object
     */
    static JsonFields of(JsonNode root) throws BadValue {
        if (!root.isObject()) {
            throw new BadValue(
                    RejectReason.MALFORMED, null, "line is " + kind(root) + ": expected a JSON object with one report");
        }
        return new JsonFields(root, "");
    }

    @Nullable
    String text(String name) throws BadValue {
        JsonNode value = value(name);
        return value == null ? null : string(value, where(name));
    }

    String textOrEmpty(String name) throws BadValue {
        String text = text(name);
        return text == null ? "" : text;
    }

    Instant time(String name) throws BadValue {
        JsonNode value = value(name);
        return Typed.time(value == null ? "" : value.asText(), where(name));
    }

    @Nullable
    Instant optionalTime(String name) throws BadValue {
        JsonNode value = value(name);
        return value == null || (value.isTextual() && value.textValue().isBlank()) ? null : time(name);
    }

    Money money(String amountName, String currencyName) throws BadValue {
        JsonNode amount = value(amountName);
        JsonNode currency = value(currencyName);
        if (currency == null || !currency.isTextual()) {
            throw BadValue.of(
                    RejectReason.BAD_AMOUNT, where(currencyName), shown(currency), "an ISO 4217 code such as MYR");
        }
        if (amount == null || (!amount.isTextual() && !amount.isNumber())) {
            throw BadValue.of(
                    RejectReason.BAD_AMOUNT, where(amountName), shown(amount), "a decimal number such as \"4820.00\"");
        }
        String text = amount.isTextual() ? amount.textValue() : plain(amount.decimalValue());
        return Typed.money(text, currency.textValue(), where(amountName));
    }

    /** A number without its exponent, unless a few characters such as 1e999999999 would become gigabytes. */
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_ZEROS ? number.toPlainString() : number.toString();
    }

    /** The object in a field; one without fields when there is none. */
    JsonFields object(String name) throws BadValue {
        JsonNode value = value(name);
        return value == null
                ? new JsonFields(JsonNodeFactory.instance.objectNode(), path + name + ".")
                : object(value, path + name);
    }

    /** The objects of the array in a field; none when there is no array. */
    List<JsonFields> objects(String name) throws BadValue {
        List<JsonNode> items = items(name);
        List<JsonFields> objects = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            objects.add(object(items.get(i), path + name + "[" + i + "]"));
        }
        return objects;
    }

    /** The texts of the array in a field; none when there is no array. */
    List<String> texts(String name) throws BadValue {
        List<JsonNode> items = items(name);
        List<String> texts = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            texts.add(string(items.get(i), where(name + "[" + i + "]")));
        }
        return texts;
    }

    private List<JsonNode> items(String name) throws BadValue {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrongType(where(name), value, "an array");
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private String where(String name) {
        return "field " + path + name;
    }

    private static JsonFields object(JsonNode value, String path) throws BadValue {
        if (!value.isObject()) {
            throw wrongType("field " + path, value, "an object");
        }
        return new JsonFields(value, path + ".");
    }

    private static String string(JsonNode value, String where) throws BadValue {
        if (!value.isTextual()) {
            throw wrongType(where, value, "a string");
        }
        return value.textValue();
    }

    private static BadValue wrongType(String where, JsonNode value, String expected) {
        return new BadValue(RejectReason.MALFORMED, where, "value is " + kind(value) + ": expected " + expected);
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null ? "" : value.isValueNode() ? value.asText() : kind(value);
    }

    private static String kind(JsonNode value) {
        JsonNodeType type = value.getNodeType();
        return switch (type) {
            case ARRAY, OBJECT -> "an " + type.name().toLowerCase(Locale.ROOT);
            case NULL -> "null";
            default -> "a " + type.name().toLowerCase(Locale.ROOT);
        };
    }
}
