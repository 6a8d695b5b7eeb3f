package io.sekat.benchmarks.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures side by side: for each group a bar with its median, and paler a higher one; equal steps for ratios. */
public final class BarPlot {
    private static final int WIDTH = 760;
    private static final int LEFT = 210;
    private static final int RIGHT = 90;
    private static final int TOP = 60;
    private static final int BAR = 18;
    private static final int GAP = 14;
    private static final String DARK = "#333";

    private final String title;
    private final String unit;
    private final Map<String, Map<String, Bar>> groups = new LinkedHashMap<>();

    private record Bar(double median, double high) {}

    /** An empty plot; all figures have that unit. */
    public BarPlot(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /**
     * Adds a bar.
     *
     * @param group bars that are compared with each other
     * @param high such as the 99th percentile, or the same as the median where there is none
     */
    public void bar(String group, String name, double median, double high) {
        groups.computeIfAbsent(group, any -> new LinkedHashMap<>()).put(name, new Bar(median, high));
    }

    /** The picture. */
    public String svg() {
        int bars = groups.values().stream().mapToInt(Map::size).sum();
        int height = TOP + bars * BAR + groups.size() * GAP + 50;
        Svg svg = new Svg(WIDTH, height);
        List<Double> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        groups.values()
                .forEach(group -> group.forEach((name, bar) -> {
                    values.add(bar.median());
                    values.add(bar.high());
                    if (!names.contains(name)) {
                        names.add(name);
                    }
                }));
        Scale x = new Scale(values, 10, LEFT, WIDTH - RIGHT);
        svg.text(10, 26, "start", 16, "#000", title);
        for (double mark : x.marks()) {
            svg.line(x.at(mark), TOP - 8, x.at(mark), height - 40, "#ddd", 1);
            svg.text(x.at(mark), height - 24, "middle", 12, DARK, Scale.label(mark));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, height - 6, "middle", 13, DARK, unit);
        double y = TOP;
        for (Map.Entry<String, Map<String, Bar>> group : groups.entrySet()) {
            svg.text(10, y + BAR - 5, "start", 12, "#000", group.getKey());
            for (Map.Entry<String, Bar> bar : group.getValue().entrySet()) {
                String colour = Svg.colour(names.indexOf(bar.getKey()));
                double median = x.at(bar.getValue().median());
                double high = x.at(bar.getValue().high());
                svg.box(LEFT, y + 2, Math.max(1, high - LEFT), BAR - 4, colour, 0.35);
                svg.box(LEFT, y + 2, Math.max(1, median - LEFT), BAR - 4, colour, 1);
                svg.text(LEFT - 8, y + BAR - 5, "end", 12, DARK, bar.getKey());
                svg.text(high + 6, y + BAR - 5, "start", 11, DARK, label(bar.getValue()));
                y += BAR;
            }
            y += GAP;
        }
        return svg.toString();
    }

    private static String label(Bar bar) {
        return bar.median() == bar.high()
                ? Cells.of(bar.median())
                : Cells.of(bar.median()) + " / " + Cells.of(bar.high());
    }
}
