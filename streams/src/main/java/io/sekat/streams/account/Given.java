package io.sekat.streams.account;

import io.sekat.streams.core.trail.LotOrigin;
import io.sekat.streams.core.trail.TrailRoot;
import java.util.ArrayList;
import java.util.List;

/**
 * A transfer that gave a victim's money back: it is not followed, but closes lots.
 *
 * @param root whose money
 * @param lots what of which lots; empty: the transfer has not come, or there was nothing left
 * @param others further payments of the same victim that it gave back, in the order in which the bank said so
 */
record Given(TrailRoot root, List<Part> lots, List<TrailRoot> others) {
    Given {
        lots = List.copyOf(lots);
        others = List.copyOf(others);
    }

    /** It has not come yet. */
    static Given of(TrailRoot root) {
        return new Given(root, List.of(), List.of());
    }

    /** All payments that it gave back, in the order in which the bank said so. */
    List<TrailRoot> roots() {
        List<TrailRoot> all = new ArrayList<>(List.of(root));
        all.addAll(others);
        return all;
    }

    Given withRoot(TrailRoot other) {
        List<TrailRoot> more = new ArrayList<>(others);
        more.add(other);
        return new Given(root, lots, more);
    }

    Given withLots(List<Part> changed) {
        return new Given(root, changed, others);
    }

    /** What it gave back, in minor units of its currency. */
    long minor() {
        return lots.stream().mapToLong(Part::minor).sum();
    }

    /**
     * What was given back of one lot.
     *
     * @param lot which
     * @param minor how much, in minor units of its currency
     */
    record Part(LotOrigin lot, long minor) {}
}
