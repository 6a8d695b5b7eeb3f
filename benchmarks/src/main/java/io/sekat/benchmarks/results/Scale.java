package io.sekat.benchmarks.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values lie along an axis, in equal steps for equal ratios, and which of them are marked. */
final class Scale {
    private final double low;
    private final double high;
    private final double from;
    private final double to;

    /**
     * An axis that shows these values.
     *
     * @param span how many times the least the end of the axis is at least
     * @param from where the least lies on the picture
     * @param to where the greatest lies
     */
    Scale(List<Double> values, double span, double from, double to) {
        double least =
                values.stream().filter(value -> value > 0).min(Double::compare).orElse(1.0);
        double most = values.stream().max(Double::compare).orElse(10.0);
        this.low = roundDown(least);
        this.high = Math.max(roundUp(most), low * span);
        this.from = from;
        this.to = to;
    }

    private static double roundDown(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double lead = value / decade;
        return decade * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
    }

    private static double roundUp(double value) {
        if (value <= 0) {
            return 10;
        }
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double lead = value / decade;
        return decade * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    double at(double value) {
        double shown = Math.max(low, value);
        return from + (to - from) * Math.log(shown / low) / Math.log(high / low);
    }

    /** Ones, and twos and fives where there is room. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        double[] leads = high / low > 500 ? new double[] {1} : new double[] {1, 2, 5};
        for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high * 1.001; decade *= 10) {
            for (double lead : leads) {
                double mark = decade * lead;
                if (mark >= low * 0.999 && mark <= high * 1.001) {
                    marks.add(mark);
                }
            }
        }
        return marks;
    }

    static String label(double mark) {
        if (mark >= 1_000_000) {
            return String.format(Locale.ROOT, "%.4gM", mark / 1e6).replaceAll("\\.?0+M$", "M");
        }
        return mark >= 1
                ? String.format(Locale.ROOT, "%,.0f", mark)
                : String.format(Locale.ROOT, "%.6f", mark).replaceAll("0+$", "");
    }
}
