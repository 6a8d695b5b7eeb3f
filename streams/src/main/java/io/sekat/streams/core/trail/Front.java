package io.sekat.streams.core.trail;

/**
 * A bound on the lots that still matter. It saves looking again and again at those that are used up or may not leave.
 *
 * @param at with transfers after this position,
 * @param last no lot up to this one leaves, itself included; it came with a transfer no later than {@code at}
 */
public record Front(Position at, LotId last) {}
