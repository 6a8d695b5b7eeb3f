package io.sekat.streams.core.trail;

import java.time.Instant;

/**
 * The victim's own payment that stolen money comes from.
 *
 * @param account the victim's account, {@code BIC:account}
 * @param reference the payment's reference; with the account, it identifies the root
 * @param settledAt when the payment settled, UTC
 */
public record TrailRoot(String account, String reference, Instant settledAt) {}
