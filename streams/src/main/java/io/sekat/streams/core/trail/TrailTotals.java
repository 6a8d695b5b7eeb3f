package io.sekat.streams.core.trail;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One root's trail as a whole.
 *
 * @param banks what became of the money at each bank that it reached, by BIC
 * @param stop its money travels with no transfer after this position; null: it is not stopped
 * @param stops how often that changed
 * @param dismissed people were asked about it and want to be asked no more
 */
public record TrailTotals(
        SortedMap<String, BankTotals> banks, @Nullable Position stop, long stops, boolean dismissed) {
    /** It has reached no account yet. */
    public static final TrailTotals NONE = new TrailTotals(new TreeMap<>(), null, 0, false);

    public TrailTotals {
        banks = Collections.unmodifiableSortedMap(banks);
    }

    /** How many accounts the money reached. */
    public int accounts() {
        return banks.values().stream().mapToInt(BankTotals::accounts).sum();
    }

    /** What became of the money, over all accounts that it reached. */
    public Sums sums() {
        return banks.values().stream().map(BankTotals::sums).reduce(Sums.NONE, Sums::plus);
    }

    /** What is known of what is held, over all of them. */
    public Mark mark() {
        return banks.values().stream().map(BankTotals::mark).reduce(Mark.NONE, Mark::plus);
    }

    /** The same once an account told something else than before; null: it was not reached, or is not any more. */
    public TrailTotals after(@Nullable TrailNode before, @Nullable TrailNode after) {
        TreeMap<String, BankTotals> changed = new TreeMap<>(banks);
        add(changed, before, -1);
        add(changed, after, 1);
        changed.values().removeIf(BankTotals.NONE::equals);
        return new TrailTotals(changed, stop, stops, dismissed);
    }

    private static void add(TreeMap<String, BankTotals> banks, @Nullable TrailNode node, int sign) {
        if (node != null) {
            banks.put(
                    node.bank(),
                    banks.getOrDefault(node.bank(), BankTotals.NONE).plus(sign, node));
        }
    }

    /** The same with another stop. */
    public TrailTotals stoppedAt(@Nullable Position position) {
        return new TrailTotals(banks, position, stops + 1, dismissed);
    }

    /** The same once people want to be asked no more. */
    public TrailTotals asDismissed() {
        return new TrailTotals(banks, stop, stops, true);
    }

    /** The revision of the review item about it; it ends when people want to be asked no more. */
    public long reviewRevision() {
        return dismissed ? stops + 1 : stops;
    }
}
