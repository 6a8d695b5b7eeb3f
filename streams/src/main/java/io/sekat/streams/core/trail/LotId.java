package io.sekat.streams.core.trail;

import java.util.Comparator;

/**
 * Which lot of an account, and its place in the order in which lots leave. Transfers of two accounts may share time and
 * reference, so the debtor decides between them.
 *
 * @param position of the transfer that brought it
 * @param debtor the account that paid that transfer, {@code BIC:account}
 * @param place index among that transfer's parts, from 0
 */
public record LotId(Position position, String debtor, int place) implements Comparable<LotId> {
    private static final Comparator<LotId> ORDER =
            Comparator.comparing(LotId::position).thenComparing(LotId::debtor).thenComparingInt(LotId::place);

    public LotId {
        if (place < 0) {
            throw new IllegalArgumentException("place " + place + " is not valid: places count from 0");
        }
    }

    @Override
    public int compareTo(LotId other) {
        return ORDER.compare(this, other);
    }

    /** Whether the transfer that {@code other} came with brought this lot too. */
    boolean isOfSameCredit(LotId other) {
        return position.equals(other.position) && debtor.equals(other.debtor);
    }
}
