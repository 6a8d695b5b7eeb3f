package io.sekat.consumers.alerts;

/** What a participant did about an alert. {@link AlertKind#outcomes} says which of them answer which kind. */
public enum Outcome {
    /** The bank holds all that is asked, or the sums that it says. */
    HELD,
    /** The bank holds less than is asked. */
    PARTLY_HELD,
    /** There is nothing left to hold, or to give back. */
    NO_FUNDS,
    /** The account was closed before. */
    ALREADY_CLOSED,
    /** It does not do what is asked, and says why. */
    REFUSED,
    /** The bank let go of what it held. */
    RELEASED,
    /** The bank gave the money back, and says by which transfer. */
    RETURNED,
    /** The operator blocked the number. */
    BLOCKED,
    /** The operator let the number go. */
    UNBLOCKED
}
