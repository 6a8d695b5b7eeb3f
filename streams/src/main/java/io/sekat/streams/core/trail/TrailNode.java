package io.sekat.streams.core.trail;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An account that one root's money reached, as the root's victim's account was told.
 *
 * @param account the account, {@code BIC:account}
 * @param hop smallest hop that the money came with
 * @param from the account that brought it first, {@code BIC:account}
 * @param reached position of the transfer that brought it first
 * @param sums what became of it there
 * @param markOrNull what is known of what is held there; null: nothing
 */
public record TrailNode(
        String account,
        int hop,
        String from,
        Position reached,
        Sums sums,
        @JsonProperty("mark") @Nullable Mark markOrNull) {
    public TrailNode {
        markOrNull = Mark.NONE.equals(markOrNull) ? null : markOrNull;
    }

    /** What is known of what is held there. */
    public Mark mark() {
        return markOrNull == null ? Mark.NONE : markOrNull;
    }

    String bank() {
        return account.substring(0, account.indexOf(':'));
    }
}
