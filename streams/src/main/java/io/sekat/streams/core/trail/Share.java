package io.sekat.streams.core.trail;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known in one account of one root's money.
 *
 * @param currency of the root, ISO 4217; empty where its money never came
 * @param sums what became of it
 * @param lotsByHop how many of its lots came with each hop; no zeros
 */
public record Share(String currency, Sums sums, SortedMap<Integer, Integer> lotsByHop) {
    /** It never came. */
    public static final Share NONE = new Share("", Sums.NONE, new TreeMap<>());

    public Share {
        lotsByHop = Collections.unmodifiableSortedMap(lotsByHop);
    }

    /** Smallest hop that the money came with; 0: it never came. */
    public int hop() {
        return lotsByHop.isEmpty() ? 0 : lotsByHop.firstKey();
    }

    /** The same with sums that changed by so much. */
    public Share plus(Sums change) {
        return new Share(currency, sums.plus(change), lotsByHop);
    }

    /** Whether nothing is known of it. */
    public boolean isNone() {
        return lotsByHop.isEmpty() && sums.equals(Sums.NONE);
    }

    /** The same with so many lots of one hop more, in the root's currency. */
    public Share plusLots(String inCurrency, int hop, int more) {
        SortedMap<Integer, Integer> lots = new TreeMap<>(lotsByHop);
        lots.merge(hop, more, Integer::sum);
        lots.values().removeIf(count -> count == 0);
        return new Share(inCurrency, sums, lots);
    }
}
