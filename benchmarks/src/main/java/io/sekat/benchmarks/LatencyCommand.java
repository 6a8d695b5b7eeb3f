package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Expected;
import io.sekat.benchmarks.load.Incident;
import io.sekat.benchmarks.load.Traffic;
import io.sekat.benchmarks.results.LinePlot;
import io.sekat.benchmarks.results.Result;
import io.sekat.benchmarks.results.Section;
import io.sekat.cli.Bounds;
import io.sekat.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat bench latency}: how long it takes from a report to what banks and operators are asked. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "Time from a report to WATCH, HOLD, FREEZE and BLOCK at a read_committed reader, and to the last"
                + " hold of a trail, at fixed rates of reports, beside a bare broker.")
final class LatencyCommand extends BenchCommand {
    /** After a pause everything is slow for a moment; that is no part of what is measured here. */
    private static final int MOST_RUN_IN_SECONDS = 10;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Option(
            names = "--rates",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "50,500,2000",
            description = "Reports a second, one after the other. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates = List.of();

    @Option(
            names = "--start-rate",
            converter = Bounds.FromZero.class,
            defaultValue = "50",
            description = "Reports a second right after a start; 0: leave that part out. Default: ${DEFAULT-VALUE}")
    private int startRate;

    @Option(
            names = "--start-seconds",
            converter = Bounds.FromOne.class,
            defaultValue = "30",
            description =
                    "How long, from when the instance that was started again has its work. Default: ${DEFAULT-VALUE}")
    private int startSeconds;

    @Option(
            names = "--hops",
            converter = Bounds.FromOne.class,
            defaultValue = "" + HOPS,
            description = "Hops of the trail of each tenth report. Default: ${DEFAULT-VALUE}")
    private int hops;

    @Option(
            names = "--accounts",
            converter = Bounds.FromZero.class,
            defaultValue = "100000",
            description = "Accounts in the directory besides those that are reported. Default: ${DEFAULT-VALUE}")
    private int accounts;

    @Option(
            names = "--transfers",
            converter = Bounds.FromZero.class,
            defaultValue = "0",
            description = "Other transfers a second meanwhile. Default: ${DEFAULT-VALUE}")
    private int transfers;

    @Option(
            names = "--warm-up",
            converter = Bounds.FromZero.class,
            defaultValue = "60",
            description = "Seconds of reports that do not count, at each rate right before those that do."
                    + " Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--seconds",
            converter = Bounds.FromOne.class,
            defaultValue = "60",
            description = "Seconds at each rate. Default: ${DEFAULT-VALUE}")
    private int seconds;

    private final List<Map<String, Object>> afterStart = new ArrayList<>();
    private final List<Map<String, Object>> afterWarmUp = new ArrayList<>();
    private final List<Map<String, Object>> use = new ArrayList<>();
    private final LinePlot medians = new LinePlot("From a report to its alert: median", "reports/s", "ms");
    private final LinePlot tails = new LinePlot("From a report to its alert: 99th percentile", "reports/s", "ms");

    @Override
    void check(Settings settings) {
        checkHops(settings, hops);
        checkReports(startRate, startSeconds);
        rates.forEach(rate -> checkReports(rate, Math.max(warmUp, (long) runIn() + seconds)));
    }

    @Override
    Map<String, String> conditions(Settings settings) {
        Map<String, String> conditions = Conditions.of(settings, jvmOptions());
        conditions.put("reports", "open loop, times from when each was to be sent; each tenth has " + hops + " hops");
        conditions.put("directory", accounts + " accounts besides");
        conditions.put("other transfers", transfers + " a second");
        conditions.put(
                "counted",
                seconds + " s at each rate, after " + warmUp + " s at the same rate, then " + runIn()
                        + " s when all of that was done, which do not count");
        return conditions;
    }

    @Override
    void measure(Settings settings) throws Exception {
        try (Stand stand = Stand.open(settings, new SekatEngine(), jvmOptions())) {
            progress("loading the directory");
            stand.start("streams");
            stand.bulk().directory(0, accounts);
            stand.bulk().flush();
            if (startRate > 0) {
                rightAfterAStart(stand);
            }
            for (int rate : rates) {
                atRate(stand, rate);
            }
        }
    }

    @Override
    Result result(Settings settings, Map<String, String> conditions) {
        return new Result(
                "latency",
                "Latency",
                conditions,
                Conditions.settings(settings),
                List.of(
                        new Section("After warm-up", afterWarmUp),
                        new Section("The first " + startSeconds + " s after a start", afterStart),
                        new Section("Processor use", use)),
                Map.of("median", medians.svg(), "p99", tails.svg()));
    }

    private void rightAfterAStart(Stand stand) throws InterruptedException, ExecutionException {
        List<Incident> incidents = stand.incidents(startRate * startSeconds, hops, startRate);
        Latency floor = stand.floor(startRate, seconds);
        progress("reporting right after a start");
        stand.stop("streams");
        stand.start("streams");
        OpenLoop.run(stand.feed(), stand.sightings(), incidents, startRate);
        countMissing(incidents);
        add(afterStart, startRate, incidents, floor);
    }

    private void atRate(Stand stand, int rate) throws InterruptedException, ExecutionException {
        progress("measuring the bare broker at " + rate + "/s");
        Latency floor = stand.floor(rate, seconds);
        Map<String, Object> bare = new LinkedHashMap<>(Map.of("reportsPerSecond", rate));
        bare.put("what", "bare broker");
        bare.putAll(floor.row(floor));
        afterWarmUp.add(bare);
        progress("warming up at " + rate + "/s");
        part(stand, rate, warmUp, 0);
        progress("reporting at " + rate + "/s");
        List<Incident> counted = part(stand, rate, seconds, runIn());
        add(afterWarmUp, rate, counted, floor);
        medians.point("bare broker", rate, floor.ms(50));
        tails.point("bare broker", rate, floor.ms(99));
        Latency.of(counted).forEach((kind, latency) -> {
            medians.point(name(kind), rate, latency.ms(50));
            tails.point(name(kind), rate, latency.ms(99));
        });
    }

    /** Reports at a rate for a run-in that does not count and the time that does; returns those that count. */
    private List<Incident> part(Stand stand, int rate, int forSeconds, int runInSeconds)
            throws InterruptedException, ExecutionException {
        List<Incident> incidents = stand.incidents(rate * (runInSeconds + forSeconds), hops, rate);
        stand.awaitCaughtUp(PATIENCE);
        Reading before = stand.read();
        Traffic traffic = Traffic.atRate(stand.bulk(), transfers);
        try (traffic) {
            OpenLoop.run(stand.feed(), stand.sightings(), incidents, rate);
        }
        countMissing(incidents);
        long alertsDone = System.nanoTime();
        stand.awaitCaughtUp(PATIENCE); // files and cases come later than alerts, and cost too
        double filesLater = (System.nanoTime() - alertsDone) / 1e9;
        if (runInSeconds > 0) {
            addUse(rate, stand.read(), before, filesLater);
        }
        return incidents.subList(rate * runInSeconds, incidents.size());
    }

    private void addUse(int rate, Reading after, Reading before, double filesLater) {
        Map<String, Object> row = new LinkedHashMap<>(Map.of("reportsPerSecond", rate));
        after.cpuSince(before).forEach((process, cpu) -> row.put(process + "Cores", cpu / after.secondsSince(before)));
        row.put("secondsUntilFilesToo", filesLater);
        use.add(row);
    }

    private void add(List<Map<String, Object>> rows, int rate, List<Incident> incidents, Latency floor) {
        Latency.of(incidents).forEach((kind, latency) -> {
            Map<String, Object> row = new LinkedHashMap<>(Map.of("reportsPerSecond", rate));
            row.put("what", name(kind));
            row.putAll(latency.row(floor));
            rows.add(row);
        });
    }

    private String name(Expected.Kind kind) {
        return kind == Expected.Kind.TRAIL ? "last hold of " + hops + " hops" : kind.name();
    }

    /** Seconds before those that count. */
    private int runIn() {
        return Math.min(MOST_RUN_IN_SECONDS, seconds);
    }
}
