package io.sekat.streams.account;

import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.trail.TrailRoot;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account of which something changed that nobody was told yet.
 *
 * @param before what was known when all were told last
 * @param entry its directory entry then, as it came; null: it was not in the directory
 * @param causedAt when the broker took the first event that changed something since, UTC
 * @param moved roots whose money here, or whose trail, is other than was told
 */
@SuppressWarnings("ArrayRecordComponent") // kept in a store, compared by nobody
record Unsettled(AccountState before, byte @Nullable [] entry, Instant causedAt, List<TrailRoot> moved) {

    /** Whether more roots are among these than are noted. */
    boolean lacks(Collection<TrailRoot> roots) {
        return !moved.containsAll(roots);
    }

    /** The same with more roots. */
    Unsettled with(Collection<TrailRoot> roots) {
        Set<TrailRoot> all = new LinkedHashSet<>(moved);
        all.addAll(roots);
        return new Unsettled(before, entry, causedAt, List.copyOf(all));
    }
}
