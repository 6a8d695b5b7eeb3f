package io.sekat.streams.core.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.money.Sums;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bank answered.
 *
 * @param alertId the alert that it answered
 * @param episode the episode of that alert
 * @param revision the revision that it answered
 * @param outcome what it did
 * @param held what it holds
 * @param reason why it refused; null: it did not say
 * @param respondedAt when it was done, as the bank says, UTC
 * @param recordedAt when the broker took the answer, UTC
 * @param late whether it came after the deadline
 * @param goneOrNull what had left of the stolen money when it was taken; null: nothing, or an earlier version wrote this
 */
public record BankAnswer(
        String alertId,
        int episode,
        long revision,
        FreezeOutcome outcome,
        Sums held,
        @Nullable String reason,
        Instant respondedAt,
        Instant recordedAt,
        boolean late,
        @JsonProperty("gone") @Nullable Gone goneOrNull) {
    public BankAnswer {
        goneOrNull = Gone.NONE.equals(goneOrNull) ? null : goneOrNull;
    }

    /** What had left of the stolen money when it was taken. */
    Gone gone() {
        return goneOrNull == null ? Gone.NONE : goneOrNull;
    }

    /**
     * What it still holds: what it said, without what it gave back after that.
     *
     * @param now what has left by now
     */
    Sums stillHeld(Gone now) {
        Map<String, Long> left = new TreeMap<>();
        held.byCurrency()
                .forEach((currency, minor) ->
                        left.put(currency, Math.max(0, minor - now.givenBackSince(gone(), currency))));
        return new Sums(left);
    }

    /** Whether the bank says that it holds; what sum is not always known ({@link AnswerRule}). */
    boolean saysHeld() {
        return outcome == FreezeOutcome.HELD || outcome == FreezeOutcome.PARTLY_HELD;
    }

    /** Whether the bank says the same again, to the same revision. */
    boolean isAgain(FreezeResponse response) {
        return alertId.equals(response.getAlertId())
                && revision == response.getRevision()
                && outcome == response.getOutcome();
    }

    /** Whether this one is the truth after that one: the answer to a newer revision, or a later one to the same. */
    boolean replaces(BankAnswer other) {
        return revision > other.revision || (revision == other.revision && !respondedAt.isBefore(other.respondedAt));
    }
}
