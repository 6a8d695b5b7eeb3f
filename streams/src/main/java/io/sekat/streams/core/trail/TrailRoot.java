package io.sekat.streams.core.trail;

import java.time.Instant;

/**
 * The victim's own payment that stolen money comes from.
 *
 * @param account the victim's account, {@code BIC:account}
 * @param reference the payment's reference; with the account, it identifies the root
 * @param settledAt when the payment settled, UTC
 */
public record TrailRoot(String account, String reference, Instant settledAt) {
    private static final char MARK = '#';

    /** How people name it: {@code BIC:account#reference}. */
    public String subject() {
        return account + MARK + reference;
    }

    /** Whether a subject names a payment, and not an account. */
    public static boolean isNamedBy(String subject) {
        return subject.indexOf(MARK) >= 0;
    }

    /** The victim's account in a subject that names a payment. */
    public static String accountIn(String subject) {
        return subject.substring(0, subject.indexOf(MARK));
    }

    /** The payment's reference in a subject that names a payment. */
    public static String referenceIn(String subject) {
        return subject.substring(subject.indexOf(MARK) + 1);
    }
}
