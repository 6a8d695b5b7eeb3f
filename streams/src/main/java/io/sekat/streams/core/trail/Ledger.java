package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of one account's money in one currency. {@link Replay} alone writes it; money in different currencies
 * never mixes, so each currency has a ledger of its own.
 */
public interface Ledger {
    /** The account, {@code BIC:account}. */
    String account();

    /** ISO 4217 code of all amounts in it. */
    String currency();

    /** Every outgoing transfer that stands and may carry money, or of which something is claimed, by its position. */
    Shelf<Position, Outgoing> transfers();

    /** Those of them that carry stolen money, with what they carry. */
    Shelf<Position, Carried> carried();

    /** Every lot. */
    Shelf<LotId, LotState> lots();

    /** Positions after which money of a root travels no further, for the few roots that have one; never scanned. */
    Shelf<TrailRoot, Position> cutoffs();

    /** What of lots was given back by order, in minor units, for the few that there are; never scanned. */
    Shelf<LotOrigin, Long> returns();

    /** A bound on the lots that still matter; null: none is known. */
    @Nullable
    Front front();

    /** Stores that bound; null: none is known any more. */
    void setFront(@Nullable Front front);
}
