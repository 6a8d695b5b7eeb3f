package io.sekat.streams.core.trail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one root's money in one account, in minor units of the root's currency; or how that changed, and then
 * each may be below zero. Over all accounts, held + cashed out + returned is what is claimed of the root (design section
 * 4.3).
 *
 * @param received all that came in
 * @param held what is left of it
 * @param cashedOut what left as cash
 * @param returned what went back to the root's own victim
 * @param passedOn what went to any other account; in the victim's own, that is what is claimed
 */
public record Sums(long received, long held, long cashedOut, long returned, long passedOn) {
    /** An account that a root's money has never been in. */
    public static final Sums NONE = new Sums(0, 0, 0, 0, 0);

    /** These and those. */
    public Sums plus(Sums other) {
        return new Sums(
                received + other.received,
                held + other.held,
                cashedOut + other.cashedOut,
                returned + other.returned,
                passedOn + other.passedOn);
    }

    /** So many times these. */
    Sums times(int factor) {
        return new Sums(factor * received, factor * held, factor * cashedOut, factor * returned, factor * passedOn);
    }

    /** How the sums of each root change with a settlement; only those that do. */
    public static Map<TrailRoot, Sums> changes(Settlement settlement) {
        Map<TrailRoot, Sums> changes = new HashMap<>();
        settlement.lots().forEach(change -> {
            add(changes, change.before(), -1);
            add(changes, change.after(), 1);
        });
        settlement.transfers().forEach(change -> {
            add(changes, change.transfer().creditor(), change.before(), -1);
            add(changes, change.transfer().creditor(), change.after(), 1);
        });
        changes.values().removeIf(NONE::equals);
        return changes;
    }

    private static void add(Map<TrailRoot, Sums> sums, @Nullable LotState state, int sign) {
        if (state != null) {
            Sums lot = new Sums(
                    sign * state.lot().amount().minor(),
                    sign * state.openMinor(),
                    0,
                    sign * state.lot().returnedMinor(),
                    0);
            sums.merge(state.lot().root(), lot, Sums::plus);
        }
    }

    private static void add(Map<TrailRoot, Sums> sums, @Nullable String creditor, List<Part> parts, int sign) {
        parts.forEach(part -> sums.merge(part.root(), left(part.root(), creditor, sign * part.minor()), Sums::plus));
    }

    private static Sums left(TrailRoot root, @Nullable String creditor, long minor) {
        if (creditor == null) {
            return new Sums(0, 0, minor, 0, 0);
        }
        return creditor.equals(root.account()) ? new Sums(0, 0, 0, minor, 0) : new Sums(0, 0, 0, 0, minor);
    }
}
