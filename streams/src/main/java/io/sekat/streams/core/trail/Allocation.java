package io.sekat.streams.core.trail;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What leaves one account with which of its transfers: the plain statement of the rule (design section 4.3), for the
 * whole account at once. {@link Replay} comes to the same, change by change.
 *
 * @param parts of every outgoing transfer that carries stolen money, claimed ones first, then in the order of taking
 * @param openMinor what is left of every lot, in minor units of its currency
 */
public record Allocation(SortedMap<Position, List<Part>> parts, Map<LotId, Long> openMinor) {
    public Allocation {
        parts = Collections.unmodifiableSortedMap(parts);
        openMinor = Collections.unmodifiableMap(openMinor);
    }

    /**
     * Allocates.
     *
     * @param account the account, {@code BIC:account}
     * @param lots all that came in, in any order and currency
     * @param transfers all that went out and stands, in any order and currency
     * @param limits how far money is followed
     * @param cutoffs positions after which the money of a root travels no further; empty for most roots
     */
    public static Allocation of(
            String account,
            Collection<Lot> lots,
            Collection<Outgoing> transfers,
            Limits limits,
            Map<TrailRoot, Position> cutoffs) {
        List<Lot> oldestFirst =
                lots.stream().sorted(Comparator.comparing(Lot::id)).toList();
        List<Outgoing> inOrder = transfers.stream()
                .sorted(Comparator.comparing(Outgoing::position))
                .toList();
        Map<LotId, Long> open = new HashMap<>();
        oldestFirst.forEach(lot -> open.put(lot.id(), lot.movableMinor()));
        SortedMap<Position, List<Part>> parts = new TreeMap<>();
        for (Outgoing transfer : inOrder) {
            List<Part> carried = carried(account, transfer, oldestFirst, open, limits, cutoffs);
            if (!carried.isEmpty()) {
                parts.put(transfer.position(), carried);
            }
        }
        return new Allocation(parts, open);
    }

    private static List<Part> carried(
            String account,
            Outgoing transfer,
            List<Lot> oldestFirst,
            Map<LotId, Long> open,
            Limits limits,
            Map<TrailRoot, Position> cutoffs) {
        Parts parts = new Parts();
        if (transfer.claimedMinor() > 0) {
            parts.add(transfer.asRoot(account), 1, transfer.claimedMinor());
        }
        if (!limits.carries(transfer.amount())) {
            return parts.list();
        }
        long capacity = transfer.amount().minor() - transfer.claimedMinor();
        for (Lot lot : oldestFirst) {
            long taken = Math.min(capacity, open.getOrDefault(lot.id(), 0L));
            if (taken > 0
                    && lot.amount().currency().equals(transfer.amount().currency())
                    && lot.id().position().isBefore(transfer.position())
                    && !lot.root().account().equals(account)
                    && limits.travels(lot, cutoffs.get(lot.root()), transfer.position())) {
                open.merge(lot.id(), -taken, Long::sum);
                parts.add(lot.root(), lot.hop() + 1, taken);
                capacity -= taken;
            }
        }
        return parts.list();
    }
}
