package io.sekat.benchmarks.results;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names and values as people read them in a table. */
final class Cells {
    private Cells() {}

    /**
     * {@code timesBareP99} becomes {@code times bare p99}, {@code coresAt200} becomes {@code cores at 200}; a unit at the
     * end stays as it is written.
     */
    static String heading(String name) {
        String unit = name.endsWith("MiB") ? " MiB" : "";
        String words = unit.isEmpty() ? name : name.substring(0, name.length() - 3);
        return words.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                        .replaceAll("At([0-9])", "At $1")
                        .toLowerCase(Locale.ROOT)
                + unit;
    }

    /** Three digits that matter, thousands apart. */
    static String of(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            double size = Math.abs(number);
            return String.format(Locale.ROOT, size < 10 ? "%,.2f" : size < 100 ? "%,.1f" : "%,.0f", number);
        }
        return value instanceof Number number
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : String.valueOf(value == null ? "" : value);
    }
}
