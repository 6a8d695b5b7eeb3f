package io.sekat.consumers;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.InvalidAnswer;
import io.sekat.consumers.alerts.Outcome;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.TransferRef;
import io.sekat.money.InvalidMoney;
import io.sekat.money.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers as JSON, as webhooks and commands give them: {@code outcome}, and where it belongs to it {@code held},
 * {@code reason} or {@code transferRef}. Schemas are in {@code docs/webhook}. Fields that are not known are passed over.
 */
final class AnswerJson {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private AnswerJson() {}

    /**
     * Reads an answer.
     *
     * @param json one JSON object in UTF-8; nothing but white space means no answer
     * @throws IllegalArgumentException when it is none; the message says what was expected
     */
    static Answer read(byte[] json) {
        JsonNode root = tree(json);
        return root.isMissingNode() ? Answer.none() : given(object(root));
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalArgumentException when it is none
     */
    static JsonNode object(byte[] json) {
        return object(tree(json));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return READER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the answer is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the answer cannot be read: " + e, e);
        }
    }

    private static JsonNode object(JsonNode root) {
        if (!root.isObject()) {
            throw new IllegalArgumentException("the answer is not a JSON object: expected one such as"
                    + " {\"outcome\":\"HELD\",\"held\":[{\"currency\":\"MYR\",\"minor\":482000}]}");
        }
        return root;
    }

    /**
     * The answer that an object is.
     *
     * @throws InvalidAnswer when it is none
     */
    static Answer.Given given(JsonNode root) {
        return new Answer.Given(
                outcome(text(root, "outcome")),
                held(root.path("held")),
                text(root, "reason"),
                reference(text(root, "transferRef")));
    }

    private static @Nullable TransferRef reference(@Nullable String text) {
        try {
            return text == null ? null : new TransferRef(text);
        } catch (InvalidIdentifier e) {
            throw new InvalidAnswer("transferRef", String.valueOf(e.getMessage()));
        }
    }

    static Outcome outcome(@Nullable String name) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        throw new InvalidAnswer(
                "outcome",
                "'outcome' is " + (name == null ? "missing" : "'" + name + "'") + ": expected one of "
                        + Arrays.toString(Outcome.values()));
    }

    private static List<Money> held(JsonNode sums) {
        if (sums.isMissingNode() || sums.isNull()) {
            return List.of();
        }
        List<Money> held = new ArrayList<>();
        for (JsonNode sum : sums) {
            if (!sum.path("currency").isTextual()
                    || !sum.path("minor").isIntegralNumber()
                    || !sum.path("minor").canConvertToLong()) {
                throw badHeld(sum);
            }
            try {
                held.add(
                        new Money(sum.get("currency").asText(), sum.get("minor").asLong()));
            } catch (InvalidMoney e) {
                throw new InvalidAnswer("held", String.valueOf(e.getMessage()));
            }
        }
        if (!sums.isArray()) {
            throw badHeld(sums);
        }
        return held;
    }

    private static InvalidAnswer badHeld(JsonNode wrong) {
        return new InvalidAnswer(
                "held",
                "'held' has " + wrong
                        + ": expected a list of sums such as {\"currency\":\"MYR\",\"minor\":482000}, in minor units");
    }

    private static @Nullable String text(JsonNode root, String field) {
        JsonNode value = root.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        } else if (!value.isTextual()) {
            throw new InvalidAnswer(field, "'" + field + "' is " + value + ": expected a text");
        }
        return value.asText();
    }
}
