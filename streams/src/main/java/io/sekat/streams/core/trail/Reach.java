package io.sekat.streams.core.trail;

import java.util.Collection;
import java.util.Optional;

/**
 * How one root's money reached one account, over all that came, whatever has left since (design section 4.3).
 *
 * @param hop the smallest hop it came with
 * @param first position of the first transfer that brought any
 */
public record Reach(int hop, Position first) {

    /**
     * How the money reached the account.
     *
     * @param lots the root's lots in the account, in any order
     * @return empty: it never came
     */
    public static Optional<Reach> of(Collection<Lot> lots) {
        return lots.stream()
                .map(lot -> new Reach(lot.hop(), lot.id().position()))
                .reduce(Reach::and);
    }

    /** What both ways of coming together make. */
    public Reach and(Reach other) {
        return new Reach(Math.min(hop, other.hop), Position.earlier(first, other.first));
    }
}
