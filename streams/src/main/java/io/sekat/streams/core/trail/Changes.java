package io.sekat.streams.core.trail;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came for one account in one currency since it was last settled. Everything is absolute: what is said again changes
 * nothing, and of two words on one thing the later counts.
 */
public final class Changes {
    final Map<Position, Optional<Outgoing>> transfers = new TreeMap<>();
    final Map<LotId, List<Part>> credits = new TreeMap<>();
    final Map<LotOrigin, Long> returns = new LinkedHashMap<>();
    final Map<TrailRoot, Optional<Position>> cutoffs = new HashMap<>();

    /** A transfer stands, with this claim on it. */
    public Changes transfer(Outgoing transfer) {
        transfers.put(transfer.position(), Optional.of(transfer));
        return this;
    }

    /** There is no transfer there: it was returned, and is as if it had never been. */
    public Changes noTransfer(Position position) {
        transfers.put(position, Optional.empty());
        return this;
    }

    /**
     * A transfer into the account carries this.
     *
     * @param debtor the account that paid, {@code BIC:account}
     * @param position of the transfer
     * @param parts all that it carries; empty: nothing any more
     */
    public Changes credit(String debtor, Position position, List<Part> parts) {
        credits.put(new LotId(position, debtor, 0), List.copyOf(parts));
        return this;
    }

    /** So much of a lot, in minor units, was given back to the victim by order; nothing: 0. */
    public Changes returned(LotOrigin lot, long minor) {
        returns.put(lot, minor);
        return this;
    }

    /** Money of this root travels no further after {@code position}; null: no such position any more. */
    public Changes cutoff(TrailRoot root, @Nullable Position position) {
        cutoffs.put(root, Optional.ofNullable(position));
        return this;
    }
}
