package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/**
 * One root's trail as a whole.
 *
 * @param sums what became of the money, over all accounts that it reached
 * @param accounts how many those are
 * @param stop its money travels with no transfer after this position; null: it is not stopped
 * @param stops how often that changed
 */
public record TrailTotals(Sums sums, int accounts, @Nullable Position stop, long stops) {
    /** It has reached no account yet. */
    public static final TrailTotals NONE = new TrailTotals(Sums.NONE, 0, null, 0);

    /** The same once an account told something else than before. */
    public TrailTotals after(@Nullable TrailNode before, @Nullable TrailNode after) {
        Sums was = before == null ? Sums.NONE : before.sums();
        Sums is = after == null ? Sums.NONE : after.sums();
        int more = (after == null ? 0 : 1) - (before == null ? 0 : 1);
        return new TrailTotals(sums.plus(was.times(-1)).plus(is), accounts + more, stop, stops);
    }

    /** The same with another stop. */
    public TrailTotals stoppedAt(@Nullable Position position) {
        return new TrailTotals(sums, accounts, position, stops + 1);
    }
}
