package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Expected;
import io.sekat.benchmarks.load.Incident;
import io.sekat.benchmarks.load.Traffic;
import io.sekat.benchmarks.results.LinePlot;
import io.sekat.benchmarks.results.Result;
import io.sekat.benchmarks.results.Section;
import io.sekat.cli.Bounds;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat bench scale}: how latency and cost grow with one thing at a time. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = "How latency, cost, state and the time of a restart grow with the directory, the transfers in the"
                + " window, the size of a trail, partitions and instances; and how long the work of an instance that"
                + " dies waits, with a standby and without.")
final class ScaleCommand extends BenchCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** So long what reports bring about is waited for. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final double MEBI = 1 << 20;
    private static final int BACKLOG = 50_000;

    @Option(
            names = "--axes",
            split = ",",
            defaultValue = "DIRECTORY,WINDOW,PARTITIONS,INSTANCES,TRAIL,FAILOVER",
            description = "What grows, one after the other: ${COMPLETION-CANDIDATES}. Default: all")
    private Set<Axis> axes = Set.of();

    @Option(
            names = "--directory",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "100000,1000000,10000000",
            description = "Accounts in the directory, a broker of its own each. Default: ${DEFAULT-VALUE}")
    private List<Integer> directories = List.of();

    @Option(
            names = "--window",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "200000,1000000,5000000",
            description = "Transfers in the window. Default: ${DEFAULT-VALUE}")
    private List<Integer> windows = List.of();

    @Option(
            names = "--trail",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "10,100,1000,9000",
            description = "Accounts that one trail reaches. Default: ${DEFAULT-VALUE}")
    private List<Integer> trails = List.of();

    @Option(
            names = "--spread",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "1,4,16",
            description = "Partitions. Default: ${DEFAULT-VALUE}")
    private List<Integer> spreads = List.of();

    @Option(
            names = "--instances",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "1,2,3",
            description = "Instances. Default: ${DEFAULT-VALUE}")
    private List<Integer> instanceCounts = List.of();

    @Option(
            names = "--failover-standbys",
            converter = Bounds.FromZero.class,
            split = ",",
            defaultValue = "0,0,0,1,1,1",
            description = "Standbys when an instance dies, a row each. Default: ${DEFAULT-VALUE}")
    private List<Integer> failoverStandbys = List.of();

    @Option(
            names = "--failover-seconds",
            converter = Bounds.FromOne.class,
            defaultValue = "60",
            description = "Seconds of reports of which the instance dies after a sixth. Default: ${DEFAULT-VALUE}")
    private int failoverSeconds;

    @Option(
            names = "--reports",
            converter = Bounds.FromOne.class,
            defaultValue = "50",
            description = "Reports a second while it is measured. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(
            names = "--warm-up",
            converter = Bounds.FromZero.class,
            defaultValue = "30",
            description = "Seconds of reports that do not count. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--seconds",
            converter = Bounds.FromOne.class,
            defaultValue = "30",
            description = "Seconds of each row. Default: ${DEFAULT-VALUE}")
    private int seconds;

    private final List<Map<String, Object>> growth = new ArrayList<>();
    private final List<Map<String, Object>> trailRows = new ArrayList<>();
    private final Failovers failovers = new Failovers();
    private final Map<Axis, LinePlot> growthPlots = new LinkedHashMap<>();
    private final LinePlot trailPlot = new LinePlot("From a report to the last hold of its trail", "accounts", "ms");

    /** What may grow, or happen. */
    enum Axis {
        DIRECTORY,
        WINDOW,
        PARTITIONS,
        INSTANCES,
        TRAIL,
        FAILOVER
    }

    /**
     * What a row is about.
     *
     * @param axis what grows
     * @param size how much of that there is
     */
    record Shape(Axis axis, int size, int accounts, int window, int partitions, int instances) {
        String what() {
            return switch (axis) {
                case WINDOW -> "transfers in the window";
                default -> axis.name().toLowerCase(Locale.ROOT);
            };
        }

        String text() {
            return "%s: %,d accounts, %,d transfers, partitions: %d, instances: %d"
                    .formatted(what(), accounts, window, partitions, instances);
        }
    }

    @Override
    void check(Settings settings) {
        checkHops(settings, HOPS);
        checkReports(reports, Math.max(Math.max(warmUp, seconds), failoverSeconds));
        int most = settings.get(SettingCatalogue.MAX_ACCOUNTS);
        if (of(Axis.TRAIL, trails).stream().anyMatch(accounts -> accounts > most)) {
            throw new SettingsException("a trail is followed to " + most + " accounts (--max-accounts), but --trail is "
                    + trails + ": raise the one or lower the other");
        }
        if (axes.contains(Axis.FAILOVER)) {
            checkFailover(settings.get(SettingCatalogue.PARTITIONS));
        }
    }

    @Override
    Map<String, String> conditions(Settings settings) {
        Map<String, String> conditions = Conditions.of(settings, jvmOptions());
        conditions.put("reports", reports + " a second, open loop, each tenth with a trail of " + HOPS + " hops");
        conditions.put("counted", seconds + " s a row, after " + warmUp + " s that do not count");
        conditions.put("restart", "from the start of the process to all alerts of a report that waits for it");
        return conditions;
    }

    @Override
    void measure(Settings settings) throws Exception {
        int partitions = settings.get(SettingCatalogue.PARTITIONS);
        for (Shape shape : shapes(partitions)) {
            row(settings, shape);
        }
        trails(settings, of(Axis.TRAIL, trails));
        for (int standbys : of(Axis.FAILOVER, failoverStandbys)) {
            failover(settings, standbys, directories.get(0));
        }
    }

    @Override
    Result result(Settings settings, Map<String, String> conditions) {
        return new Result(
                "scale",
                "Scale",
                conditions,
                Conditions.settings(settings),
                List.of(
                        new Section("One thing grows, the rest stays", growth),
                        new Section("From a report to the last hold of its trail", trailRows),
                        new Section("One of two instances dies", failovers.rows())),
                plots());
    }

    /** What grows, one thing after the other, from the first directory and the settings' partitions on one instance. */
    List<Shape> shapes(int partitions) {
        int base = directories.get(0);
        List<Shape> shapes = new ArrayList<>();
        of(Axis.DIRECTORY, directories)
                .forEach(size -> shapes.add(new Shape(Axis.DIRECTORY, size, size, 0, partitions, 1)));
        of(Axis.WINDOW, windows).forEach(size -> shapes.add(new Shape(Axis.WINDOW, size, base, size, partitions, 1)));
        of(Axis.PARTITIONS, spreads).forEach(size -> shapes.add(new Shape(Axis.PARTITIONS, size, base, 0, size, 1)));
        of(Axis.INSTANCES, instanceCounts)
                .forEach(size -> shapes.add(new Shape(Axis.INSTANCES, size, base, 0, partitions, size)));
        return shapes;
    }

    /** Each of two instances must have something to do, and each partition a record after one of them died. */
    private void checkFailover(int partitions) {
        if (failoverStandbys.stream().anyMatch(standbys -> standbys > 1)) {
            throw new SettingsException("two instances have room for one standby of each task: got --failover-standbys "
                    + failoverStandbys);
        }
        int records = reports * failoverSeconds / 2;
        if (partitions < 2 || records - killAt() < partitions || killAt() == 0) {
            throw new SettingsException("%d reports/s for %d s on %d partitions are too few to see an instance die:"
                            .formatted(reports, failoverSeconds, partitions)
                    + " raise --reports or --failover-seconds, take 2 partitions or more, or leave FAILOVER out of"
                    + " --axes");
        }
    }

    /** Of how many reports of a failover the instance dies. */
    private int killAt() {
        return reports * failoverSeconds / 6;
    }

    /** Of all that was measured. */
    private Map<String, String> plots() {
        Map<String, String> plots = new LinkedHashMap<>();
        growthPlots.forEach((axis, plot) -> plots.put(axis.name().toLowerCase(Locale.ROOT), plot.svg()));
        if (!trailRows.isEmpty()) {
            plots.put("trail", trailPlot.svg());
        }
        if (!failovers.rows().isEmpty()) {
            plots.put("failover", failovers.svg());
        }
        return plots;
    }

    private List<Integer> of(Axis axis, List<Integer> values) {
        return axes.contains(axis) ? values : List.of();
    }

    private void row(Settings settings, Shape shape) throws Exception {
        progress(shape.text());
        int earlier = missing();
        Settings shaped = settings.with(Map.of(SettingCatalogue.PARTITIONS.name(), String.valueOf(shape.partitions())));
        try (Stand stand = Stand.open(shaped, new SekatEngine(), jvmOptions())) {
            for (int instance = 1; instance <= shape.instances(); instance++) {
                stand.start(Restart.instance(instance));
            }
            Reading empty = stand.read();
            stand.bulk().directory(0, shape.accounts());
            stand.bulk().flush();
            fill(stand, shape.window());
            stand.awaitCaughtUp(PATIENCE);
            Reading full = stand.read();
            report(stand, prepared(stand, warmUp));
            Latency bare = stand.floor(reports, seconds);
            List<Incident> incidents = prepared(stand, seconds);
            Reading before = stand.read(); // what is before the reports is no part of what they cost
            report(stand, incidents);
            Reading after = stand.read();
            LinePlot plot = growthPlot(shape);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("grows", shape.what());
            row.put("accounts", shape.accounts());
            row.put("transfers", shape.window());
            row.put("partitions", shape.partitions());
            row.put("instances", shape.instances());
            Latency.of(incidents).forEach((kind, latency) -> {
                if (kind == Expected.Kind.HOLD || kind == Expected.Kind.TRAIL) {
                    row.put(kind == Expected.Kind.HOLD ? "holdTimesBare" : "trailTimesBare", latency.times(bare, 50));
                    row.put(kind == Expected.Kind.HOLD ? "holdMedianMs" : "trailMedianMs", latency.ms(50));
                    row.put(kind == Expected.Kind.HOLD ? "holdP99Ms" : "trailP99Ms", latency.ms(99));
                    plot.point(kind + " median, ms", shape.size(), latency.ms(50));
                    if (kind == Expected.Kind.HOLD) {
                        plot.point(kind + " 99th percentile, ms", shape.size(), latency.ms(99));
                    }
                }
            });
            row.put("cores", streamsCpu(after, before) / after.secondsSince(before));
            row.put("loadSeconds", full.secondsSince(empty));
            growth.add(row); // also if one of what follows fails
            progress("starting again");
            Restart inOrder = Restart.of(stand, shape.instances(), HOPS, Restart.Again.ON_ITS_STATE, PATIENCE);
            double state = inOrder.stateBytes() / MEBI;
            row.put("stateMiB", state); // a running RocksDB has some of it in memory only
            row.put(
                    "logMiB",
                    after.logBytes().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            / MEBI);
            double restart = secondsOf(inOrder);
            progress("starting again after a kill");
            double afterKill = restart(stand, shape, Restart.Again.AFTER_A_KILL);
            progress("starting again without its state");
            double restore = restart(stand, shape, Restart.Again.WITHOUT_STATE);
            row.put("restartSeconds", restart);
            row.put("afterKillSeconds", afterKill);
            row.put("restoreSeconds", restore);
            row.put("missing", missing() - earlier);
            plot.point("state, MiB", shape.size(), state);
            plot.point("restart, s", shape.size(), restart);
            plot.point("restart after a kill, s", shape.size(), afterKill);
            plot.point("restore, s", shape.size(), restore);
        }
    }

    private LinePlot growthPlot(Shape shape) {
        String across = shape.axis() == Axis.DIRECTORY ? "accounts" : shape.what();
        return growthPlots.computeIfAbsent(
                shape.axis(), axis -> new LinePlot("What grows with the " + shape.what(), across, "ms, MiB, s"));
    }

    private static double streamsCpu(Reading after, Reading before) {
        return after.cpuSince(before).entrySet().stream()
                .filter(process -> process.getKey().startsWith("streams"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Sends transfers until the window has so many, no faster than they are taken. */
    private static void fill(Stand stand, int transfers) throws InterruptedException, ExecutionException {
        if (transfers == 0) {
            return;
        }
        String topic = Topics.FUND_TRANSFERS.name();
        AtomicLong done = new AtomicLong();
        Traffic traffic = Traffic.ahead(stand.bulk(), sent -> sent < transfers && sent - done.get() < BACKLOG);
        try (traffic) {
            while (traffic.sent() < transfers) {
                done.set(stand.doneByTopic().getOrDefault(topic, 0L));
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        stand.bulk().flush();
    }

    /** Reports of so many seconds, once the system has all that is before them. */
    private List<Incident> prepared(Stand stand, int forSeconds) throws InterruptedException, ExecutionException {
        List<Incident> incidents = stand.incidents(reports * forSeconds, HOPS, reports);
        stand.awaitCaughtUp(PATIENCE);
        return incidents;
    }

    private void report(Stand stand, List<Incident> incidents) throws InterruptedException, ExecutionException {
        OpenLoop.run(stand.feed(), stand.sightings(), incidents, reports);
        countMissing(incidents);
        stand.awaitCaughtUp(PATIENCE); // files and cases come later than alerts, and cost too
    }

    /** How long all instances take to be back at work; in seconds. */
    private double restart(Stand stand, Shape shape, Restart.Again again)
            throws InterruptedException, ExecutionException, IOException {
        return secondsOf(Restart.of(stand, shape.instances(), HOPS, again, PATIENCE));
    }

    private double secondsOf(Restart restart) throws InterruptedException {
        double took = restart.seconds();
        countMissing(restart.waiting());
        return took;
    }

    private void trails(Settings settings, List<Integer> sizes) throws Exception {
        if (sizes.isEmpty()) {
            return;
        }
        try (Stand stand = Stand.open(settings, new SekatEngine(), jvmOptions())) {
            stand.start("streams-1");
            progress("warming up for trails");
            report(stand, prepared(stand, warmUp));
            Latency bare = stand.floor(reports, seconds);
            for (int accounts : sizes) {
                progress("trails of " + accounts + " accounts");
                trail(stand, accounts, bare);
            }
        }
    }

    /** Reports a few trails of that size one after the other. */
    private void trail(Stand stand, int accounts, Latency bare) throws InterruptedException, ExecutionException {
        int count = Math.max(3, Math.min(30, 10_000 / accounts));
        List<Incident> incidents = stand.trees(count, accounts);
        stand.awaitCaughtUp(PATIENCE);
        double cpu = 0;
        List<Double> lasts = new ArrayList<>();
        for (Incident incident : incidents) {
            stand.sightings().await(List.of(incident));
            Reading before = stand.read();
            stand.feed().report(incident, System.nanoTime());
            stand.feed().flush();
            stand.sightings().awaitAll(LIMIT);
            // Files too are waited for, so that the next begins at rest, but that is idling mostly: it does not count.
            double used = streamsCpu(stand.read(), before);
            stand.awaitCaughtUp(PATIENCE);
            if (countMissing(List.of(incident)) > 0) {
                continue; // it took longer than anybody waited
            }
            cpu += used;
            lasts.add(Latency.of(List.of(incident)).values().stream()
                    .mapToDouble(Latency::maxMs)
                    .max()
                    .orElseThrow());
        }
        lasts.sort(Double::compare);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("accounts", accounts);
        row.put("trails", count);
        row.put("complete", lasts.size());
        if (!lasts.isEmpty()) {
            double median = lasts.get(lasts.size() / 2);
            double last = lasts.get(lasts.size() - 1);
            row.put("lastHoldTimesBare", median / bare.ms(50));
            row.put("lastHoldMedianMs", median);
            row.put("lastHoldMaxMs", last);
            trailPlot.point("median", accounts, median);
            row.put("cpuMsPerAccountUntilLastHold", cpu * 1e3 / ((double) lasts.size() * accounts));
            trailPlot.point("max", accounts, last);
        }
        trailRows.add(row);
    }

    /** Kills one of two instances while reports flow: how long they wait at most is how long it takes to take over. */
    private void failover(Settings settings, int standbys, int accounts) throws Exception {
        progress("one of two instances dies, " + standbys + " standbys");
        Settings shaped = settings.with(Map.of(SettingCatalogue.STANDBYS.name(), String.valueOf(standbys)));
        try (Stand stand = Stand.open(shaped, new SekatEngine(), jvmOptions())) {
            stand.start("streams-1");
            stand.start("streams-2");
            stand.bulk().directory(0, accounts);
            stand.bulk().flush();
            stand.awaitCaughtUp(PATIENCE);
            report(stand, prepared(stand, warmUp));
            int count = reports * failoverSeconds;
            double bare = BareGroup.longestSeconds(stand.settings(), "bench-bare-group", reports, count / 2, killAt());
            List<Incident> incidents = stand.incidents(count, HOPS, reports);
            stand.awaitCaughtUp(PATIENCE);
            stand.sightings().await(incidents);
            OpenLoop.send(stand.feed(), incidents, reports, (report, due) -> {
                if (report == killAt()) {
                    stand.kill("streams-2");
                }
            });
            stand.sightings().awaitAll(LIMIT);
            failovers.add(standbys, accounts, Latency.of(incidents), bare, incidents.size(), countMissing(incidents));
        }
    }
}
