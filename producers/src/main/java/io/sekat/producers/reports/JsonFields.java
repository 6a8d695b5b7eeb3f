package io.sekat.producers.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
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

/**
 * The fields of one JSON object, each read as what it must be; a field that is absent and one that is null are one. A
 * field that cannot be used is noted and reading goes on with a value in its stead, so that whoever wrote the JSON learns
 * of all of them at once; what was read is of use only if nothing was noted.
 */
final class JsonFields {
    private static final int MOST_ZEROS = 30;
    /** Stands for a sum that could not be read; no currency. */
    private static final Money NO_MONEY = new Money("XXX", 0);

    private final JsonNode object;
    private final String path;
    private final List<BadField> bad;

    /**
     * @param path what its fields' names begin with in messages, e.g. {@code payments[0].}
     * @param bad takes the fields that cannot be used
     */
    private JsonFields(JsonNode object, String path, List<BadField> bad) {
        this.object = object;
        this.path = path;
        this.bad = bad;
    }

    /** Reads one field. */
    private interface Reading<T> {
        T read(String where) throws BadValue;
    }

    /**
     * @param bad takes the fields that cannot be used
     * @throws BadValue when the value is not an object
     */
    static JsonFields of(JsonNode root, List<BadField> bad) throws BadValue {
        if (!root.isObject()) {
            throw new BadValue(
                    RejectReason.MALFORMED, null, "line is " + kind(root) + ": expected a JSON object with one report");
        }
        return new JsonFields(root, "", bad);
    }

    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        return value == null ? null : reading(name, "", where -> string(value, where));
    }

    String textOrEmpty(String name) {
        String text = text(name);
        return text == null ? "" : text;
    }

    Instant time(String name) {
        JsonNode value = value(name);
        return reading(name, Instant.EPOCH, where -> Typed.time(value == null ? "" : value.asText(), where));
    }

    @Nullable
    Instant optionalTime(String name) {
        JsonNode value = value(name);
        return value == null || (value.isTextual() && value.textValue().isBlank()) ? null : time(name);
    }

    Money money(String amountName, String currencyName) {
        JsonNode amount = value(amountName);
        JsonNode currency = value(currencyName);
        if (currency == null || !currency.isTextual()) {
            return reading(currencyName, NO_MONEY, where -> {
                throw BadValue.of(RejectReason.BAD_AMOUNT, where, shown(currency), "an ISO 4217 code such as MYR");
            });
        }
        return reading(amountName, NO_MONEY, where -> {
            if (amount == null || (!amount.isTextual() && !amount.isNumber())) {
                throw BadValue.of(
                        RejectReason.BAD_AMOUNT, where, shown(amount), "a decimal number such as \"4820.00\"");
            }
            String text = amount.isTextual() ? amount.textValue() : plain(amount.decimalValue());
            return Typed.money(text, currency.textValue(), where);
        });
    }

    /** A number without its exponent, unless a few characters such as 1e999999999 would become gigabytes. */
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_ZEROS ? number.toPlainString() : number.toString();
    }

    /** The object in a field; one without fields when there is none. */
    JsonFields object(String name) {
        JsonNode value = value(name);
        JsonNode present = value == null
                ? JsonNodeFactory.instance.objectNode()
                : reading(name, JsonNodeFactory.instance.objectNode(), where -> checked(value, where));
        return new JsonFields(present, path + name + ".", bad);
    }

    /** The objects of the array in a field; none when there is no array. */
    List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        List<JsonNode> items = items(name);
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            String place = name + "[" + i + "]";
            JsonNode present = reading(place, MissingNode.getInstance(), where -> checked(item, where));
            if (present.isObject()) {
                objects.add(new JsonFields(present, path + place + ".", bad));
            }
        }
        return objects;
    }

    /** The texts of the array in a field; none when there is no array. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        List<JsonNode> items = items(name);
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            texts.add(reading(name + "[" + i + "]", "", where -> string(item, where)));
        }
        return texts;
    }

    private List<JsonNode> items(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        return reading(name, List.of(), where -> {
            if (!value.isArray()) {
                throw wrongType(where, value, "an array");
            }
            List<JsonNode> items = new ArrayList<>(value.size());
            value.forEach(items::add);
            return items;
        });
    }

    /** Reads a field; one that cannot be used is noted, and the other value stands for it. */
    private <T> T reading(String name, T otherwise, Reading<T> reading) {
        try {
            return reading.read("field " + path + name);
        } catch (BadValue e) {
            bad.add(new BadField(e.reason(), path + name, e.problem()));
            return otherwise;
        }
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static JsonNode checked(JsonNode value, String where) throws BadValue {
        if (!value.isObject()) {
            throw wrongType(where, value, "an object");
        }
        return value;
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
