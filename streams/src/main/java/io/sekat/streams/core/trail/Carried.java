package io.sekat.streams.core.trail;

import java.util.List;

/**
 * An outgoing transfer that carries stolen money, as its creditor was told.
 *
 * @param transfer the transfer
 * @param takes from which lots, in order; what remains is its own claim
 * @param parts what it carries, one part for each root; not empty
 */
public record Carried(Outgoing transfer, List<Take> takes, List<Part> parts) {
    public Carried {
        takes = List.copyOf(takes);
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("transfer " + transfer.position().reference()
                    + " carries nothing: a transfer without parts is not stored");
        }
    }

    /**
     * What a transfer took from one lot.
     *
     * @param lot which
     * @param minor how much, in minor units of its currency, above zero
     * @param leftMinor what was left of the lot then
     */
    public record Take(LotId lot, long minor, long leftMinor) {}
}
