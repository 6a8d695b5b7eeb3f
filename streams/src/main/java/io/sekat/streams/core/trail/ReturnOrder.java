package io.sekat.streams.core.trail;

import java.time.Instant;

/**
 * An order to give a root's money back, wherever it is held (design section 4.8).
 *
 * @param directiveId the directive that says so
 * @param authority who gave it
 * @param issuedAt when it was given, UTC; a later one replaces it
 */
public record ReturnOrder(String directiveId, String authority, Instant issuedAt) {}
