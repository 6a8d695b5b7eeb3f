package io.sekat.streams.core;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a participant owes (design section 4.6). A new revision does not take back the deadline of one that was
 * not answered: who never answers is escalated even where something changes every minute.
 *
 * @param oldest the first question that is not answered
 * @param newest the last one; the same where there is one only
 * @param notices how often it was escalated: 0, 1 or 2
 * @param spentOrNull what was owed before the oldest question, and escalated as often as anything is; null: nothing
 */
public record Due(
        Question oldest,
        Question newest,
        int notices,
        @JsonProperty("spent") @Nullable Due spentOrNull) {
    private static final int MOST_NOTICES = 2;

    /**
     * What was asked.
     *
     * @param revision the revision that asked
     * @param askedAt when, UTC
     * @param respondBy when an answer is due, UTC
     */
    public record Question(long revision, Instant askedAt, Instant respondBy) {}

    /**
     * What is owed once one more question was asked; null before: nothing was owed. All notices of what was asked before may
     * have been given: then the new question has its own, or it would never be escalated.
     */
    public static Due asked(@Nullable Due before, Question question) {
        if (before == null) {
            return new Due(question, question, 0, null);
        }
        return before.notices >= MOST_NOTICES
                ? new Due(question, question, 0, before.withSpent(null))
                : new Due(before.oldest, question, before.notices, before.spentOrNull);
    }

    /** What is still owed once a revision was answered; null: nothing. */
    public @Nullable Due answered(long revision) {
        if (revision >= newest.revision()) {
            return null;
        }
        return revision >= oldest.revision() ? new Due(newest, newest, 0, null) : this;
    }

    /** Whether an answer to a revision came after its deadline. */
    public boolean isLate(long revision, Instant at) {
        if (revision < oldest.revision()) {
            return spentOrNull != null && spentOrNull.isLate(revision, at);
        }
        Question answered = revision >= newest.revision() ? newest : oldest;
        return at.isAfter(answered.respondBy());
    }

    /** When it is to be escalated next, UTC: at the deadline, and once more when as much time again has passed. */
    public Optional<Instant> nextNotice() {
        Duration within = Duration.between(oldest.askedAt(), oldest.respondBy());
        return notices >= MOST_NOTICES
                ? Optional.empty()
                : Optional.of(oldest.respondBy().plus(within.multipliedBy(notices)));
    }

    /** The same once it was escalated. */
    public Due noticed() {
        return new Due(oldest, newest, notices + 1, spentOrNull);
    }

    private Due withSpent(@Nullable Due spent) {
        return new Due(oldest, newest, notices, spent);
    }
}
