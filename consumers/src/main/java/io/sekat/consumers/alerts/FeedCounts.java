package io.sekat.consumers.alerts;

/**
 * What a feed has done since its start.
 *
 * @param handled alerts that the handler acted upon
 * @param skipped alerts that a newer revision of their subject made needless, and records without a value
 * @param retried times that an alert was not handled and had to wait
 * @param rejected records that could not be used
 * @param waiting alerts that wait now
 */
public record FeedCounts(long handled, long skipped, long retried, long rejected, int waiting) {}
