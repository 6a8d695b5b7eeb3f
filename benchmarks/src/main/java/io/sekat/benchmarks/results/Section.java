package io.sekat.benchmarks.results;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows that are compared with each other.
 *
 * @param title what they are
 * @param rows figures and words by name, in the order in which people read them; a row may lack some
 */
public record Section(String title, List<Map<String, Object>> rows) {
    public Section {
        rows = List.copyOf(rows);
    }

    /** Every name that a row has, in the order of the first that has it. */
    List<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        return List.copyOf(columns);
    }
}
