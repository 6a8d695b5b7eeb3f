package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/** Goes over an account's transfers in ascending order; it steps to the one that follows, and seeks where it is farther. */
final class TransferCursor implements AutoCloseable {
    private final Shelf<Position, Outgoing> transfers;
    private @Nullable Scan<Outgoing> scan;
    private @Nullable Outgoing next;

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
        if (isBehind(position)) {
            step();
        }
        if (scan == null || isBehind(position)) {
            close();
            scan = transfers.from(position);
            step();
            if (isBehind(position)) { // the one at the position itself
                step();
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

    private boolean isBehind(Position position) {
        return next != null && !next.position().isAfter(position);
    }

    private void step() {
        next = scan != null && scan.hasNext() ? scan.next() : null;
    }
}
