package io.sekat.streams.core.trail;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a transfer stands in the order of replay: by time, then by reference (design section 4.3).
 *
 * @param time when the transfer settled, UTC
 * @param reference the network's reference; unique among the transfers of its debtor's account only
 */
public record Position(Instant time, String reference) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::time).thenComparing(Position::reference);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    boolean isBefore(Position other) {
        return compareTo(other) < 0;
    }

    boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    static Position earlier(Position one, Position other) {
        return other.isBefore(one) ? other : one;
    }

    static Position later(Position one, Position other) {
        return other.isAfter(one) ? other : one;
    }
}
