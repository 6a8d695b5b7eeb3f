package io.sekat.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.InvalidAnswer;
import io.sekat.consumers.alerts.Reply;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers that come later than the response to a message: the same JSON, with the fields that say which message is
 * answered ({@code docs/webhook.md}).
 */
final class LaterAnswers {
    private static final String OUTCOME = "outcome";

    private final ParticipantId participant;
    private final List<AlertKind<?>> kinds;

    /**
     * @param participant whose answers they are
     * @param kinds what it is asked
     */
    LaterAnswers(ParticipantId participant, List<AlertKind<?>> kinds) {
        this.participant = participant;
        this.kinds = kinds;
    }

    /**
     * Reads an answer.
     *
     * @param json one JSON object in UTF-8
     * @param at when it was given, UTC
     * @throws Refusal when it cannot be used; it names every field that is to blame
     */
    Reply<?> read(byte[] json, Instant at) {
        Wrong wrong = new Wrong();
        JsonNode root = wrong.unlessRead("body", () -> AnswerJson.object(json));
        if (root == null) {
            throw wrong.refusal();
        }
        boolean isReturn = kinds.contains(AlertKind.RETURN) && root.hasNonNull("requestId");
        if (isReturn && root.hasNonNull("alertId")) {
            wrong.add("alertId", "expected either it or 'requestId', which answers a return request");
        }
        boolean isOperator = kinds.contains(AlertKind.BLOCK);
        AlertKind<?> kind = isOperator ? AlertKind.BLOCK : isReturn ? AlertKind.RETURN : AlertKind.FREEZE;
        String id = wrong.text(root, isReturn ? "requestId" : "alertId", Function.identity());
        Long revision = wrong.revision(root);
        Answer.Given given = wrong.unlessRead(OUTCOME, () -> {
            Answer.Given answer = AnswerJson.given(root);
            kind.check(answer.outcome());
            return answer;
        });
        if (isOperator) {
            PhoneNumber number = wrong.text(root, "phoneNumber", PhoneNumber::new);
            if (id != null && revision != null && given != null && number != null && wrong.isNothing()) {
                return AlertKind.ofOperator(given, at, id, revision, participant.value(), number.e164());
            }
        } else {
            AccountId account = wrong.text(root, "account", typed -> AccountId.of(participant.value(), typed));
            if (id != null && revision != null && given != null && account != null && wrong.isNothing()) {
                return AlertKind.ofBank(given, at, id, revision, participant.value(), account.number());
            }
        }
        throw wrong.refusal();
    }

    /** What is to be put right, field by field. */
    private static final class Wrong {
        private final List<Problem.Field> fields = new ArrayList<>();

        /** Reads something. */
        private interface Read<T> {
            T now();
        }

        boolean isNothing() {
            return fields.isEmpty();
        }

        void add(String field, String message) {
            fields.add(new Problem.Field(field, "INVALID", message));
        }

        /** What was read; null: it could not be, and is noted. */
        <T> @Nullable T unlessRead(String field, Read<T> read) {
            try {
                return read.now();
            } catch (InvalidAnswer e) {
                add(e.field(), String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                add(field, String.valueOf(e.getMessage()));
            }
            return null;
        }

        <T> @Nullable T text(JsonNode root, String field, Function<String, T> parse) {
            JsonNode value = root.path(field);
            if (!value.isTextual() || value.asText().isBlank()) {
                add(field, "is " + shown(value) + ": expected that of the message");
                return null;
            }
            return unlessRead(field, () -> parse.apply(value.asText()));
        }

        @Nullable
        Long revision(JsonNode root) {
            JsonNode value = root.path("revision");
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 1) {
                add("revision", "is " + shown(value) + ": expected that of the message, a whole number from 1");
                return null;
            }
            return value.asLong();
        }

        private static String shown(JsonNode value) {
            return value.isMissingNode() ? "missing" : value.toString();
        }

        Refusal refusal() {
            return new Refusal(Problem.of(
                            400,
                            "bad-answer",
                            "Answer not valid",
                            fields.size() == 1
                                    ? "One thing is to be corrected."
                                    : fields.size() + " things are to be corrected.")
                    .with(fields));
        }
    }
}
