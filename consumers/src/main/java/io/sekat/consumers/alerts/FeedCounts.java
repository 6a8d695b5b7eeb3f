package io.sekat.consumers.alerts;

/**
 * What a feed has done since its start.
 *
 * @param handled alerts that the handler acted upon
 * @param answered answers that were published
 * @param skipped alerts that a newer revision of their subject made needless, and records without a value
 * @param retried times that an alert was not handled and had to wait
 * @param rejected records that could not be used
 * @param waiting alerts that wait now
 */
public record FeedCounts(long handled, long answered, long skipped, long retried, long rejected, int waiting) {
    /** What two feeds of one participant have done together. */
    public FeedCounts plus(FeedCounts other) {
        return new FeedCounts(
                handled + other.handled,
                answered + other.answered,
                skipped + other.skipped,
                retried + other.retried,
                rejected + other.rejected,
                waiting + other.waiting);
    }
}
