package io.sekat.streams.core;

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
 */
public record Due(Question oldest, Question newest, int notices) {
    private static final int MOST_NOTICES = 2;

    /**
     * What was asked.
     *
     * @param revision the revision that asked
     * @param askedAt when, UTC
     * @param respondBy when an answer is due, UTC
     */
    public record Question(long revision, Instant askedAt, Instant respondBy) {}

    /** What is owed once one more question was asked; null before: nothing was owed. */
    public static Due asked(@Nullable Due before, Question question) {
        return before == null ? new Due(question, question, 0) : new Due(before.oldest, question, before.notices);
    }

    /** What is still owed once a revision was answered; null: nothing. */
    public @Nullable Due answered(long revision) {
        if (revision >= newest.revision()) {
            return null;
        }
        return revision >= oldest.revision() ? new Due(newest, newest, 0) : this;
    }

    /** Whether an answer to a revision came after its deadline. */
    public boolean isLate(long revision, Instant at) {
        Question answered = revision >= newest.revision() ? newest : oldest;
        return revision >= oldest.revision() && at.isAfter(answered.respondBy());
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
        return new Due(oldest, newest, notices + 1);
    }
}
