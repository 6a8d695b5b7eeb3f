package io.sekat.consumers;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.Outcome;
import io.sekat.identifiers.TransferRef;
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
        JsonNode root;
        try {
            root = READER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the answer is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the answer cannot be read: " + e, e);
        }
        if (root.isMissingNode()) {
            return Answer.none();
        } else if (!root.isObject()) {
            throw new IllegalArgumentException("the answer is not a JSON object: expected one such as"
                    + " {\"outcome\":\"HELD\",\"held\":[{\"currency\":\"MYR\",\"minor\":482000}]}");
        }
        String reference = text(root, "transferRef");
        return new Answer.Given(
                outcome(text(root, "outcome")),
                held(root.path("held")),
                text(root, "reason"),
                reference == null ? null : new TransferRef(reference));
    }

    static Outcome outcome(@Nullable String name) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("'outcome' is " + (name == null ? "missing" : "'" + name + "'")
                + ": expected one of " + Arrays.toString(Outcome.values()));
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
            held.add(new Money(sum.get("currency").asText(), sum.get("minor").asLong()));
        }
        if (!sums.isArray()) {
            throw badHeld(sums);
        }
        return held;
    }

    private static IllegalArgumentException badHeld(JsonNode wrong) {
        return new IllegalArgumentException("'held' has " + wrong
                + ": expected a list of sums such as {\"currency\":\"MYR\",\"minor\":482000}, in minor units");
    }

    private static @Nullable String text(JsonNode root, String field) {
        JsonNode value = root.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        } else if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + field + "' is " + value + ": expected a text");
        }
        return value.asText();
    }
}
