package io.sekat.streams.core.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Design section 4.3 word by word, for all accounts at once and in time order; it shares no code with what it tests. */
final class PlainNetwork {
    record Payment(
            String debtor,
            String ref,
            Instant time,
            @Nullable String creditor,
            String currency,
            long amount) {}

    /** A root or any other transfer, by what identifies it. */
    record PaymentKey(String account, String ref) {}

    static final class Stolen {
        final PaymentKey root;
        final Instant rootTime;
        int hop;
        long open;
        Instant time = Instant.EPOCH;
        String ref = "";
        String from = "";
        int place;

        Stolen(PaymentKey root, Instant rootTime, int hop, long open) {
            this.root = root;
            this.rootTime = rootTime;
            this.hop = hop;
            this.open = open;
        }
    }

    final Map<String, List<Stolen>> lots = new TreeMap<>();
    final Map<PaymentKey, Long> cashedOut = new HashMap<>();
    final Map<PaymentKey, Long> returned = new HashMap<>();
    final Map<PaymentKey, Long> held = new HashMap<>();

    PlainNetwork(
            List<Payment> payments,
            Map<PaymentKey, Long> claims,
            Map<PaymentKey, Payment> cutoffs,
            int maxHops,
            Duration horizon,
            Map<String, Long> minAmount) {
        List<Payment> inOrder = new ArrayList<>(payments);
        inOrder.sort(
                Comparator.comparing(Payment::time).thenComparing(Payment::ref).thenComparing(Payment::debtor));
        for (Payment payment : inOrder) {
            List<Stolen> credit = new ArrayList<>();
            PaymentKey own = new PaymentKey(payment.debtor, payment.ref);
            long left = payment.amount;
            long claim = claims.getOrDefault(own, 0L);
            if (claim > 0) {
                credit.add(new Stolen(own, payment.time, 1, claim));
                left -= claim;
            }
            for (Stolen lot : lots.getOrDefault(currencyOf(payment.debtor, payment), List.of())) {
                boolean earlier = lot.time.isBefore(payment.time)
                        || (lot.time.equals(payment.time) && lot.ref.compareTo(payment.ref) < 0);
                Payment cutoff = cutoffs.get(lot.root);
                boolean cut = cutoff != null
                        && (payment.time.isAfter(cutoff.time)
                                || (payment.time.equals(cutoff.time) && payment.ref.compareTo(cutoff.ref) > 0));
                boolean travels = lot.hop < maxHops
                        && Duration.between(lot.rootTime, payment.time).compareTo(horizon) <= 0
                        && payment.amount >= minAmount.get(payment.currency)
                        && !cut;
                long take = earlier && travels ? Math.min(left, lot.open) : 0;
                if (take > 0) {
                    lot.open -= take;
                    left -= take;
                    merge(credit, new Stolen(lot.root, lot.rootTime, lot.hop + 1, take));
                }
            }
            for (int place = 0; place < credit.size(); place++) {
                arrive(payment, credit.get(place), place);
            }
        }
        lots.values().forEach(list -> list.forEach(lot -> held.merge(lot.root, lot.open, Long::sum)));
    }

    private static void merge(List<Stolen> credit, Stolen more) {
        for (Stolen one : credit) {
            if (one.root.equals(more.root)) {
                one.open += more.open;
                one.hop = Math.min(one.hop, more.hop);
                return;
            }
        }
        credit.add(more);
    }

    private void arrive(Payment payment, Stolen lot, int place) {
        if (payment.creditor == null) {
            cashedOut.merge(lot.root, lot.open, Long::sum);
        } else if (payment.creditor.equals(lot.root.account)) {
            returned.merge(lot.root, lot.open, Long::sum);
        } else {
            lot.time = payment.time;
            lot.ref = payment.ref;
            lot.from = payment.debtor;
            lot.place = place;
            lots.computeIfAbsent(currencyOf(payment.creditor, payment), any -> new ArrayList<>())
                    .add(lot);
        }
    }

    static String currencyOf(String account, Payment payment) {
        return account + " " + payment.currency;
    }
}
