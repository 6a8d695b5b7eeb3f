package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Transfer.Root;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Design section 4.3 word by word: replay all transfers in time order. It looks at everything at once and shares no code
 * with the product.
 */
final class Replay {
    static final int MAX_HOPS = 5;
    static final Duration HORIZON = Duration.ofDays(3);
    static final long MIN_MINOR = 1_000;

    /** By account, then by currency. */
    private final Map<String, Map<String, List<Lot>>> lots = new TreeMap<>();

    private final Map<Root, Fate> fates = new java.util.HashMap<>();

    /** Stolen money that came into an account by one transfer. */
    static final class Lot {
        private final Root root;
        private final Instant rootAt;
        private final Instant at;
        private final String ref;
        private int hop;
        private long open;

        private Lot(Root root, Instant rootAt, int hop, long open, Transfer by) {
            this.root = root;
            this.rootAt = rootAt;
            this.hop = hop;
            this.open = open;
            this.at = by.at();
            this.ref = by.ref();
        }

        int hop() {
            return hop;
        }

        long open() {
            return open;
        }

        /** Whether it came before a transfer, and may leave with it. */
        private boolean mayLeaveWith(Transfer transfer) {
            boolean isEarlier =
                    at.isBefore(transfer.at()) || (at.equals(transfer.at()) && ref.compareTo(transfer.ref()) < 0);
            return isEarlier
                    && hop < MAX_HOPS
                    && !transfer.at().isAfter(rootAt.plus(HORIZON))
                    && transfer.minor() >= MIN_MINOR;
        }
    }

    /** What became of one root's money, in minor units. */
    static final class Fate {
        private final Map<String, Long> held = new TreeMap<>();
        private long cashedOut;
        private long returned;

        /** By account, those that it only passed through included. */
        Map<String, Long> held() {
            return held;
        }

        long heldMinor() {
            return held.values().stream().mapToLong(Long::longValue).sum();
        }

        long cashedOut() {
            return cashedOut;
        }

        long returned() {
            return returned;
        }
    }

    /**
     * @param transfers all that stand
     * @param claims what is claimed of which, in minor units; no more than was transferred
     */
    Replay(Collection<Transfer> transfers, Map<Root, Long> claims) {
        transfers.stream()
                .sorted(Comparator.comparing(Transfer::at)
                        .thenComparing(Transfer::ref)
                        .thenComparing(Transfer::debtor))
                .forEach(transfer -> pay(transfer, claims.getOrDefault(transfer.root(), 0L)));
        lots.forEach((account, byCurrency) -> byCurrency
                .values()
                .forEach(all -> all.forEach(lot -> fate(lot.root).held.merge(account, lot.open, Long::sum))));
    }

    private void pay(Transfer transfer, long claim) {
        List<Lot> carried = new ArrayList<>();
        long room = transfer.minor();
        if (claim > 0) {
            carried.add(new Lot(transfer.root(), transfer.at(), 1, claim, transfer));
            room -= claim;
        }
        for (Lot lot : lots(transfer.debtor(), transfer.currency())) {
            long taken = lot.mayLeaveWith(transfer) ? Math.min(room, lot.open) : 0;
            if (taken > 0) {
                lot.open -= taken;
                room -= taken;
                carry(carried, new Lot(lot.root, lot.rootAt, lot.hop + 1, taken, transfer));
            }
        }
        carried.forEach(lot -> arrive(transfer, lot));
    }

    /** Lots of one root on one transfer merge. */
    private static void carry(List<Lot> carried, Lot more) {
        for (Lot lot : carried) {
            if (lot.root.equals(more.root)) {
                lot.open += more.open;
                lot.hop = Math.min(lot.hop, more.hop);
                return;
            }
        }
        carried.add(more);
    }

    private void arrive(Transfer transfer, Lot lot) {
        String creditor = transfer.creditor();
        if (creditor == null) {
            fate(lot.root).cashedOut += lot.open;
        } else if (creditor.equals(lot.root.account())) {
            fate(lot.root).returned += lot.open;
        } else {
            lots(creditor, transfer.currency()).add(lot);
        }
    }

    private List<Lot> lots(String account, String currency) {
        return lots.computeIfAbsent(account, any -> new TreeMap<>())
                .computeIfAbsent(currency, any -> new ArrayList<>());
    }

    /** Whether all the stolen money in an account is of one root. */
    boolean isAlone(String account, String currency, Root root) {
        return lots(account, currency).stream().allMatch(lot -> lot.root.equals(root));
    }

    /** An account gives back what is left in it of a root's money. */
    void giveBack(String account, Root root) {
        lots(account)
                .values()
                .forEach(all -> all.stream()
                        .filter(lot -> lot.root.equals(root))
                        .forEach(lot -> {
                            fate(root).held.merge(account, -lot.open, Long::sum);
                            fate(root).returned += lot.open;
                            lot.open = 0;
                        }));
    }

    /** What became of a root's money. */
    Fate fate(Root root) {
        return fates.computeIfAbsent(root, any -> new Fate());
    }

    /** The lots in an account, by currency. */
    Map<String, List<Lot>> lots(String account) {
        return lots.getOrDefault(account, Map.of());
    }

    /** Every account that stolen money reached. */
    Collection<String> accounts() {
        return lots.entrySet().stream()
                .filter(entry -> entry.getValue().values().stream().anyMatch(all -> !all.isEmpty()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
