package io.sekat.streams.core.account;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of the stolen money in an account has left it, in minor units by currency; no zeros.
 *
 * @param givenBack by order, as its bank said
 * @param moved with transfers like others; below zero where an earlier version, which did not count, saw some leave that is
 *     there again
 */
public record Gone(SortedMap<String, Long> givenBack, SortedMap<String, Long> moved) {
    /** Nothing has left. */
    public static final Gone NONE = new Gone(new TreeMap<>(), new TreeMap<>());

    public Gone {
        givenBack = Collections.unmodifiableSortedMap(givenBack);
        moved = Collections.unmodifiableSortedMap(moved);
    }

    /** The same with so much more given back. */
    Gone withGivenBack(String currency, long more) {
        return new Gone(plus(givenBack, currency, more), moved);
    }

    /** The same with so much more that left with transfers like others. */
    Gone withMoved(String currency, long more) {
        return new Gone(givenBack, plus(moved, currency, more));
    }

    /**
     * What was given back after another time, in minor units. A transfer that comes before its bank says that it gives money
     * back is one like others until then. So what had left with such ones by the other time, and has not by now, had left
     * by then.
     */
    long givenBackSince(Gone then, String currency) {
        long saidSince = of(givenBack, currency) - of(then.givenBack, currency);
        long leftBefore = Math.max(0, of(then.moved, currency) - of(moved, currency));
        return Math.max(0, saidSince - leftBefore);
    }

    private static long of(SortedMap<String, Long> sums, String currency) {
        return sums.getOrDefault(currency, 0L);
    }

    private static SortedMap<String, Long> plus(SortedMap<String, Long> sums, String currency, long more) {
        TreeMap<String, Long> changed = new TreeMap<>(sums);
        changed.merge(currency, more, Long::sum);
        changed.values().removeIf(minor -> minor == 0);
        return changed;
    }
}
