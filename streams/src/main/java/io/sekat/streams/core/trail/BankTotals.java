package io.sekat.streams.core.trail;

/**
 * What became of one root's money at one bank.
 *
 * @param accounts how many of its accounts the money reached
 * @param sums what became of it there
 * @param mark what is known of what is held there
 */
public record BankTotals(int accounts, Sums sums, Mark mark) {
    /** It has reached none of its accounts. */
    public static final BankTotals NONE = new BankTotals(0, Sums.NONE, Mark.NONE);

    BankTotals plus(int sign, TrailNode node) {
        return new BankTotals(
                accounts + sign,
                sums.plus(node.sums().times(sign)),
                mark.plus(node.mark().times(sign)));
    }
}
