package io.sekat.streams.core.trail;

import java.time.Instant;
import java.util.Comparator;

/**
 * A lot that is left out of the open ones, since what it holds may not leave any more.
 *
 * @param lastTime the last at which it might have left, UTC: a replay from then or earlier opens it again
 * @param lot which
 */
public record Shut(Instant lastTime, LotId lot) implements Comparable<Shut> {
    private static final Comparator<Shut> ORDER =
            Comparator.comparing(Shut::lastTime).thenComparing(Shut::lot);

    @Override
    public int compareTo(Shut other) {
        return ORDER.compare(this, other);
    }
}
