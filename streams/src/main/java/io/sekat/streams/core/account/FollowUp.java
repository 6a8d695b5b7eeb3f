package io.sekat.streams.core.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sekat.streams.core.Due;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows a question to a bank: its answer, its deadlines, the end of the hold (design section 4.6).
 *
 * @param dueOrNull the answer that the bank owes; null: none
 * @param answerOrNull what it answered last; null: nothing
 * @param termOrNull a directive that extends the hold; null: none
 * @param expiredAt when the hold ran out, UTC; null: it did not, or something is held again, or new ground came since
 * @param marked whether it is known of any of its stolen money that it is confirmed or let go
 * @param timerAt when the account is to be looked at again, UTC, as the index of deadlines has it; null: never
 */
public record FollowUp(
        @JsonProperty("due") @Nullable Due dueOrNull,
        @JsonProperty("answer") @Nullable BankAnswer answerOrNull,
        @JsonProperty("term") @Nullable Term termOrNull,
        @Nullable Instant expiredAt,
        boolean marked,
        @Nullable Instant timerAt) {
    /** Nothing was asked yet. */
    public static final FollowUp NONE = new FollowUp(null, null, null, null, false, null);

    /**
     * An order to hold for longer.
     *
     * @param until until when at least, UTC
     * @param directiveId the directive that says so
     * @param issuedAt when it was given, UTC; a later one replaces it
     */
    public record Term(Instant until, String directiveId, Instant issuedAt) {}

    public Optional<Due> due() {
        return Optional.ofNullable(dueOrNull);
    }

    public Optional<BankAnswer> answer() {
        return Optional.ofNullable(answerOrNull);
    }

    Optional<Term> term() {
        return Optional.ofNullable(termOrNull);
    }

    /** When what is to end at a time ends, UTC: an order to hold for longer only ever lengthens. */
    Instant end(Instant at) {
        return term().map(Term::until).filter(until -> until.isAfter(at)).orElse(at);
    }

    /** Whether a hold ran out and no order came since to hold for longer. */
    boolean isExpired() {
        return expiredAt != null && !end(expiredAt).isAfter(expiredAt);
    }

    FollowUp withDue(@Nullable Due due) {
        return new FollowUp(due, answerOrNull, termOrNull, expiredAt, marked, timerAt);
    }

    FollowUp withAnswer(BankAnswer answer) {
        return new FollowUp(dueOrNull, answer, termOrNull, expiredAt, marked, timerAt);
    }

    FollowUp withTerm(Term term) {
        return new FollowUp(dueOrNull, answerOrNull, term, expiredAt, marked, timerAt);
    }

    FollowUp withExpiry(@Nullable Instant at) {
        return new FollowUp(dueOrNull, answerOrNull, termOrNull, at, marked, timerAt);
    }

    /** The same with another entry in the index of deadlines. */
    public FollowUp withTimer(@Nullable Instant at) {
        return new FollowUp(dueOrNull, answerOrNull, termOrNull, expiredAt, marked, at);
    }

    FollowUp withMarked(boolean isMarked) {
        return new FollowUp(dueOrNull, answerOrNull, termOrNull, expiredAt, isMarked, timerAt);
    }
}
