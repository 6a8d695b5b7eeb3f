package io.sekat.money;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One sum a currency; currencies never mix (design section 4.2). Currencies whose sum is zero are left out.
 *
 * @param byCurrency minor units by ISO 4217 code, in the order of the codes
 */
public record Sums(Map<String, Long> byCurrency) {
    public static final Sums NONE = new Sums(Map.of());

    public Sums {
        TreeMap<String, Long> sorted = new TreeMap<>(byCurrency);
        sorted.values().removeIf(minor -> minor == 0);
        byCurrency = java.util.Collections.unmodifiableMap(sorted);
    }

    /** Adds up amounts, each in its own currency. */
    public static Sums of(Collection<Money> amounts) {
        TreeMap<String, Long> sums = new TreeMap<>();
        amounts.forEach(amount -> sums.merge(amount.currency(), amount.minor(), Math::addExact));
        return new Sums(sums);
    }

    /** The sums, ordered by currency. */
    public List<Money> amounts() {
        return byCurrency.entrySet().stream()
                .map(sum -> new Money(sum.getKey(), sum.getValue()))
                .toList();
    }

    public boolean isEmpty() {
        return byCurrency.isEmpty();
    }
}
