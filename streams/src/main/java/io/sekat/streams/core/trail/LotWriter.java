package io.sekat.streams.core.trail;

import org.jspecify.annotations.Nullable;

/** Writes a lot to each of the ledger's shelves that it belongs on. */
final class LotWriter {
    private LotWriter() {}

    /**
     * Writes.
     *
     * @param was as the ledger has it; null: it does not
     * @param is as it shall have it; null: not at all
     */
    static void write(Ledger ledger, Limits limits, @Nullable LotState was, @Nullable LotState is) {
        if (was != null) {
            remove(ledger, limits, was);
        }
        if (is != null) {
            put(ledger, limits, is);
        } else if (was != null) {
            ledger.lots().remove(was.lot().id());
        }
    }

    private static void remove(Ledger ledger, Limits limits, LotState state) {
        LotId id = state.lot().id();
        if (state.shut() != null) {
            ledger.shut().remove(new Shut(state.shut(), id));
        } else if (isOpen(state, limits)) {
            ledger.open().remove(id);
        }
    }

    private static void put(Ledger ledger, Limits limits, LotState state) {
        LotId id = state.lot().id();
        ledger.lots().put(id, state);
        if (state.shut() != null) {
            ledger.shut().put(new Shut(state.shut(), id), new Shut(state.shut(), id));
        } else if (isOpen(state, limits)) {
            ledger.open().put(id, id);
        }
    }

    private static boolean isOpen(LotState state, Limits limits) {
        return state.openMinor() > 0 && limits.travels(state.lot().hop());
    }
}
