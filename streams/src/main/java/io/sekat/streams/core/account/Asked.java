package io.sekat.streams.core.account;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.DirectoryState;
import io.sekat.money.Sums;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bank was asked last.
 *
 * @param episode counts from 1; a new one begins when something is asked again after a release
 * @param revision of the alert, counts over all episodes
 * @param action WATCH, HOLD, FREEZE or RELEASE
 * @param hold what it is to hold
 * @param reasons why, in the order of their declaration
 * @param directory whether the account was in the directory
 * @param status its state there
 * @param holdUntil when the hold runs out, UTC; null: nothing is held, or until further order
 */
public record Asked(
        int episode,
        long revision,
        AccountAction action,
        Sums hold,
        List<AlertReason> reasons,
        DirectoryState directory,
        AccountStatus status,
        @Nullable Instant holdUntil) {

    public Asked {
        reasons = List.copyOf(reasons);
    }

    /** Whether the bank still has something to do. */
    boolean stands() {
        return action != AccountAction.RELEASE;
    }
}
