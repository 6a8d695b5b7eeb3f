package io.sekat.streams.core.trail;

/**
 * What is known of the money of one root that is held in one account, in minor units of the root's currency.
 *
 * @param confirmed what of it the bank confirmed that it holds
 * @param released what of it is not asked to be held any more
 */
public record Mark(long confirmed, long released) {
    /** Nothing is known of it. */
    public static final Mark NONE = new Mark(0, 0);

    /** These and those. */
    public Mark plus(Mark other) {
        return new Mark(confirmed + other.confirmed, released + other.released);
    }

    /** So many times these. */
    Mark times(int factor) {
        return new Mark(factor * confirmed, factor * released);
    }
}
