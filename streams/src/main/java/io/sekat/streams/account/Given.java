package io.sekat.streams.account;

import io.sekat.streams.core.trail.LotOrigin;
import io.sekat.streams.core.trail.TrailRoot;
import java.util.List;

/**
 * A transfer that gave a victim's money back: it is not followed, but closes lots.
 *
 * @param root whose money
 * @param lots what of which lots; empty: the transfer has not come, or there was nothing left
 */
record Given(TrailRoot root, List<Part> lots) {
    Given {
        lots = List.copyOf(lots);
    }

    /**
     * What was given back of one lot.
     *
     * @param lot which
     * @param minor how much, in minor units of its currency
     */
    record Part(LotOrigin lot, long minor) {}
}
