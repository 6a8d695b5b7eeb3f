package io.sekat.streams.core.trail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changed in an account when it was settled. Creditors are told anew, absolutely, of these transfers only.
 *
 * @param transfers that carry something else than before, in the order of replay
 * @param lots that came, went, or hold something else than before
 */
public record Settlement(List<TransferChange> transfers, List<LotChange> lots) {
    static final Settlement NOTHING = new Settlement(List.of(), List.of());

    public Settlement {
        transfers = List.copyOf(transfers);
        lots = List.copyOf(lots);
    }

    /** Whether stolen money came that was not there before: a root's on another transfer, or more of it on the same. */
    public boolean bringsMore() {
        Map<LotOrigin, Long> before = new HashMap<>();
        lots.stream()
                .map(LotChange::before)
                .filter(Objects::nonNull)
                .forEach(
                        was -> before.put(was.lot().origin(), was.lot().amount().minor()));
        return lots.stream()
                .map(LotChange::after)
                .filter(Objects::nonNull)
                .anyMatch(is ->
                        is.lot().amount().minor() > before.getOrDefault(is.lot().origin(), 0L));
    }

    /**
     * A transfer that carries something else than before.
     *
     * @param transfer the transfer; as it was, if it stands no longer
     * @param before what it carried
     * @param after what it carries now; empty: nothing, so its creditor is told that
     */
    public record TransferChange(Outgoing transfer, List<Part> before, List<Part> after) {
        public TransferChange {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** Up to two changes, where the transfer at a position is another one than before. */
        static List<TransferChange> between(@Nullable Carried was, @Nullable Carried is) {
            if (was == null) {
                return is == null ? List.of() : List.of(new TransferChange(is.transfer(), List.of(), is.parts()));
            }
            if (is == null) {
                return List.of(new TransferChange(was.transfer(), was.parts(), List.of()));
            }
            if (!Objects.equals(was.transfer().creditor(), is.transfer().creditor())) {
                return Stream.of(between(was, null), between(null, is))
                        .flatMap(List::stream)
                        .toList();
            }
            return was.parts().equals(is.parts())
                    ? List.of()
                    : List.of(new TransferChange(is.transfer(), was.parts(), is.parts()));
        }
    }

    /**
     * A lot that came, went, or holds something else than before.
     *
     * @param before as it was; null: it came
     * @param after as it is; null: it went
     */
    public record LotChange(
            @Nullable LotState before, @Nullable LotState after) {}
}
