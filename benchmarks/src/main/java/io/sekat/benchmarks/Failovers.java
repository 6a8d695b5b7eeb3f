package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Expected;
import io.sekat.benchmarks.results.BarPlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long the work of an instance that died waited at most, each time that one did. */
final class Failovers {
    private static final double MILLIS = 1e3;

    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final Map<String, Map<String, List<Double>>> longest = new LinkedHashMap<>();

    /**
     * Notes one.
     *
     * @param accounts in the directory
     * @param kinds how long what reports bring about took
     * @param bare seconds for which a record of a bare group waited at most when one of its two members fell silent
     * @param reports how many there were
     * @param missing how much did not come of them
     */
    void add(int standbys, int accounts, Map<Expected.Kind, Latency> kinds, double bare, int reports, int missing) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("standbys", standbys);
        row.put("accounts", accounts);
        kinds.forEach((kind, latency) -> row.put(column(kind, "LongestTimesBare"), latency.maxMs() / MILLIS / bare));
        kinds.forEach((kind, latency) -> row.put(column(kind, "LongestSeconds"), latency.maxMs() / MILLIS));
        row.put("bareLongestSeconds", bare);
        row.put("reports", reports);
        row.put("missing", missing);
        rows.add(row);
        kinds.forEach((kind, latency) -> note(kind.name(), "standbys: " + standbys, latency.maxMs() / MILLIS));
        note("bare group", "", bare);
    }

    private static String column(Expected.Kind kind, String what) {
        return kind.name().toLowerCase(Locale.ROOT) + what;
    }

    private void note(String group, String name, double seconds) {
        longest.computeIfAbsent(group, any -> new LinkedHashMap<>())
                .computeIfAbsent(name, any -> new ArrayList<>())
                .add(seconds);
    }

    /** A row for each. */
    List<Map<String, Object>> rows() {
        return rows;
    }

    /** A bar for each number of standbys and what was waited for: the median of all times, and paler the longest. */
    String svg() {
        BarPlot plot = new BarPlot("One of two instances dies: what is waited for, at most", "s");
        longest.forEach((group, bars) -> bars.forEach((name, times) -> {
            List<Double> sorted = times.stream().sorted().toList();
            plot.bar(group, name, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
        }));
        return plot.svg();
    }
}
