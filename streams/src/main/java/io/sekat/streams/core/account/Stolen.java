package io.sekat.streams.core.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sekat.money.Sums;
import io.sekat.streams.core.Naming;
import io.sekat.streams.core.trail.LotState;
import io.sekat.streams.core.trail.Settlement.LotChange;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stolen money in an account, summed up.
 *
 * @param openMinor what is left of it, in minor units by currency; no zeros
 * @param straightLots lots that came straight from a victim
 * @param passedLots lots that came by other accounts
 * @param claimants the reports that claim the victims' payments straight into it, by debtor and reference
 * @param goneOrNull what has left of it; null: nothing, or an earlier version wrote this
 */
public record Stolen(
        SortedMap<String, Long> openMinor,
        int straightLots,
        int passedLots,
        SortedMap<String, List<Claimed>> claimants,
        @JsonProperty("gone") @Nullable Gone goneOrNull) {
    /** There never was any. */
    public static final Stolen NONE = new Stolen(new TreeMap<>(), 0, 0, new TreeMap<>(), null);

    public Stolen {
        openMinor = Collections.unmodifiableSortedMap(openMinor);
        claimants = Collections.unmodifiableSortedMap(claimants);
        goneOrNull = Gone.NONE.equals(goneOrNull) ? null : goneOrNull;
    }

    /** What has left of it. */
    Gone gone() {
        return goneOrNull == null ? Gone.NONE : goneOrNull;
    }

    /** One sum a currency. */
    Sums sums() {
        return new Sums(openMinor);
    }

    /** Whether any of it is held here. */
    public boolean hasLots() {
        return straightLots + passedLots > 0;
    }

    /** The reports whose victims' proved payments came straight into the account. */
    Collection<Naming> straightPayers() {
        return claimants.values().stream()
                .flatMap(List::stream)
                .map(Claimed::naming)
                .toList();
    }

    /** The same with other claimants of one payment; none: it is no victim's. */
    public Stolen withClaimants(String payment, List<Claimed> reports) {
        SortedMap<String, List<Claimed>> changed = reports.isEmpty()
                ? AccountState.without(claimants, payment)
                : AccountState.with(claimants, payment, List.copyOf(reports));
        return new Stolen(openMinor, straightLots, passedLots, changed, goneOrNull);
    }

    /** The same with so much more given back by order, in minor units; less where that did not stand. */
    public Stolen withGivenBack(String currency, long more) {
        return new Stolen(openMinor, straightLots, passedLots, claimants, gone().withGivenBack(currency, more));
    }

    /** The same once lots came, went or changed. */
    public Stolen after(List<LotChange> changes) {
        Map<String, Long> open = new TreeMap<>(openMinor);
        int straight = straightLots;
        int passed = passedLots;
        Gone gone = gone();
        for (LotChange change : changes) {
            add(open, change.before(), -1);
            add(open, change.after(), 1);
            gone = moved(moved(gone, change.before(), -1), change.after(), 1);
            straight += isStraight(change.after()) - isStraight(change.before());
            passed += isPassed(change.after()) - isPassed(change.before());
        }
        open.values().removeIf(minor -> minor == 0);
        return new Stolen(new TreeMap<>(open), straight, passed, claimants, gone);
    }

    private static Gone moved(Gone gone, @Nullable LotState state, int sign) {
        return state == null || state.movedMinor() == 0
                ? gone
                : gone.withMoved(state.lot().amount().currency(), sign * state.movedMinor());
    }

    private static void add(Map<String, Long> open, @Nullable LotState state, int sign) {
        if (state != null) {
            open.merge(state.lot().amount().currency(), sign * state.openMinor(), Long::sum);
        }
    }

    private static int isStraight(@Nullable LotState state) {
        return state != null && state.lot().hop() == 1 ? 1 : 0;
    }

    private static int isPassed(@Nullable LotState state) {
        return state != null && state.lot().hop() > 1 ? 1 : 0;
    }
}
