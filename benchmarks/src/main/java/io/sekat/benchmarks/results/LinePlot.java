package io.sekat.benchmarks.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How figures grow with something: lines between points, both axes in equal steps for equal ratios. */
public final class LinePlot {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = 250;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final String GREY = "#ddd";
    private static final String DARK = "#333";

    private final String title;
    private final String across;
    private final String upwards;
    private final Map<String, SortedMap<Double, Double>> lines = new LinkedHashMap<>();

    /**
     * An empty plot.
     *
     * @param across what it grows with, with its unit
     * @param upwards what grows, with its unit
     */
    public LinePlot(String title, String across, String upwards) {
        this.title = title;
        this.across = across;
        this.upwards = upwards;
    }

    /** Adds a point to a line; what is not above zero has no place on such axes. */
    public void point(String line, double x, double y) {
        if (x > 0 && y > 0) {
            lines.computeIfAbsent(line, any -> new TreeMap<>()).put(x, y);
        }
    }

    /** The picture. */
    public String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT);
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        lines.values().forEach(line -> {
            xs.addAll(line.keySet());
            ys.addAll(line.values());
        });
        Scale x = new Scale(xs, 2, LEFT, WIDTH - RIGHT);
        Scale y = new Scale(ys, 10, HEIGHT - BOTTOM, TOP);
        svg.text(LEFT, 26, "start", 16, "#000", title);
        for (double mark : x.marks()) {
            svg.line(x.at(mark), TOP, x.at(mark), HEIGHT - BOTTOM, GREY, 1);
            svg.text(x.at(mark), HEIGHT - BOTTOM + 18, "middle", 12, DARK, Scale.label(mark));
        }
        for (double mark : y.marks()) {
            svg.line(LEFT, y.at(mark), WIDTH - RIGHT, y.at(mark), GREY, 1);
            svg.text(LEFT - 8, y.at(mark) + 4, "end", 12, DARK, Scale.label(mark));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", 13, DARK, across);
        svg.upright(20, (TOP + HEIGHT - BOTTOM) / 2.0, upwards);
        int number = 0;
        for (Map.Entry<String, SortedMap<Double, Double>> line : lines.entrySet()) {
            draw(svg, x, y, line.getValue(), Svg.colour(number));
            double legend = TOP + 10 + 20.0 * number;
            svg.line(WIDTH - RIGHT + 14, legend, WIDTH - RIGHT + 34, legend, Svg.colour(number), 2.5);
            svg.text(WIDTH - RIGHT + 40, legend + 4, "start", 12, DARK, line.getKey());
            number++;
        }
        return svg.toString();
    }

    private static void draw(Svg svg, Scale x, Scale y, Map<Double, Double> line, String colour) {
        Map.Entry<Double, Double> before = null;
        for (Map.Entry<Double, Double> point : line.entrySet()) {
            double px = x.at(point.getKey());
            double py = y.at(point.getValue());
            if (before != null) {
                svg.line(x.at(before.getKey()), y.at(before.getValue()), px, py, colour, 2.5);
            }
            svg.dot(px, py, colour);
            before = point;
        }
    }
}
