package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/** Goes over an account's transfers in ascending order; it steps to the one that follows, and seeks where it is farther. */
final class TransferCursor implements AutoCloseable {
    private final Shelf<Position, Outgoing> transfers;
    private @Nullable Lookahead<Outgoing> scan;

    TransferCursor(Shelf<Position, Outgoing> transfers) {
        this.transfers = transfers;
    }

    /**
     * The first transfer later than {@code position}.
     *
     * @param position not before that of the call before
     * @return null: there is none
     */
    @Nullable
    Outgoing after(Position position) {
        Outgoing next = scan == null ? null : scan.peek();
        if (scan != null && isBehind(next, position)) {
            next = scan.step();
        }
        if (scan == null || isBehind(next, position)) {
            close();
            scan = new Lookahead<>(transfers.from(position));
            next = scan.peek();
            if (isBehind(next, position)) { // the one at the position itself
                next = scan.step();
            }
        }
        return next;
    }

    @Override
    public void close() {
        if (scan != null) {
            scan.close();
        }
    }

    private static boolean isBehind(@Nullable Outgoing transfer, Position position) {
        return transfer != null && !transfer.position().isAfter(position);
    }
}
