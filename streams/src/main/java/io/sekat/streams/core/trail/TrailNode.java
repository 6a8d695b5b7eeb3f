package io.sekat.streams.core.trail;

/**
 * An account that one root's money reached, as the root's victim's account was told.
 *
 * @param account the account, {@code BIC:account}
 * @param hop smallest hop that the money came with
 * @param from the account that brought it first, {@code BIC:account}
 * @param reached position of the transfer that brought it first
 * @param sums what became of it there
 */
public record TrailNode(String account, int hop, String from, Position reached, Sums sums) {}
