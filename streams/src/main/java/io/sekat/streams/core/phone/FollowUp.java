package io.sekat.streams.core.phone;

import io.sekat.streams.core.Due;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What follows the questions to operators, each on its own: a number that was ported has one that is to block it and one
 * that is to let go of it (design section 4.6).
 *
 * @param asked the last revision that each operator was sent
 * @param due the answers that operators owe
 * @param answers what each answered last
 * @param timerAt when the number is to be looked at again, UTC, as the index of deadlines has it; null: never
 */
public record FollowUp(
        SortedMap<String, Long> asked,
        SortedMap<String, Due> due,
        SortedMap<String, OperatorAnswer> answers,
        @Nullable Instant timerAt) {
    /** Nobody was asked yet. */
    public static final FollowUp NONE = new FollowUp(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), null);

    public FollowUp {
        asked = Collections.unmodifiableSortedMap(asked);
        due = Collections.unmodifiableSortedMap(due);
        answers = Collections.unmodifiableSortedMap(answers);
    }

    /** The answer that an operator owes; empty: none. */
    Optional<Due> dueOf(String operator) {
        return Optional.ofNullable(due.get(operator));
    }

    /** What an operator answered last; empty: nothing. */
    Optional<OperatorAnswer> answerOf(String operator) {
        return Optional.ofNullable(answers.get(operator));
    }

    FollowUp withAsked(String operator, long revision, @Nullable Due owed) {
        return new FollowUp(with(asked, operator, revision), with(due, operator, owed), answers, timerAt);
    }

    FollowUp withDue(String operator, @Nullable Due owed) {
        return new FollowUp(asked, with(due, operator, owed), answers, timerAt);
    }

    FollowUp withAnswer(String operator, OperatorAnswer answer) {
        return new FollowUp(asked, due, with(answers, operator, answer), timerAt);
    }

    /** The same with another entry in the index of deadlines. */
    public FollowUp withTimer(@Nullable Instant at) {
        return new FollowUp(asked, due, answers, at);
    }

    private static <V> SortedMap<String, V> with(SortedMap<String, V> map, String key, @Nullable V value) {
        TreeMap<String, V> copy = new TreeMap<>(map);
        if (value == null) {
            copy.remove(key);
        } else {
            copy.put(key, value);
        }
        return copy;
    }
}
