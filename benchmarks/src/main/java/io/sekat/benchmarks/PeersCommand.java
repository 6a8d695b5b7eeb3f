package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Expected;
import io.sekat.benchmarks.load.Incident;
import io.sekat.benchmarks.plain.PlainJoin;
import io.sekat.benchmarks.results.BarPlot;
import io.sekat.benchmarks.results.Result;
import io.sekat.benchmarks.results.Section;
import io.sekat.cli.Bounds;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat bench peers}: the stage that others can do as well, by Sekat and by them, with equal results. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description =
                "Reports joined with payments, accounts and numbers, by Sekat, by plain Kafka Streams DSL and by a"
                        + " Flink job, each on a broker of its own; all must ask banks and operators for the same.")
final class PeersCommand extends BenchCommand {
    private static final int MOST_RUN_IN_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SHOWN_DIFFERENCES = 5;
    /** Payments that nobody reports: topics and tables are there then. With ten, further numbers are odd and even as usual. */
    private static final int WHAT_COMES_FIRST = 10;

    @Option(
            names = "--rates",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "50,500",
            description = "Reports a second, one after the other. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates = List.of();

    @Option(
            names = "--accounts",
            converter = Bounds.FromZero.class,
            defaultValue = "200000",
            description = "Accounts in the directory besides those that are reported, loaded right after the start, and"
                    + " once more as many, which count. Default: ${DEFAULT-VALUE}")
    private int accounts;

    @Option(
            names = "--with",
            split = ",",
            paramLabel = "PEER",
            defaultValue = "dsl,dsl-defaults,flink,flink-unaligned,flink-heap",
            description = "Who is measured beside Sekat. Default: ${DEFAULT-VALUE}")
    private List<String> peers = List.of();

    @Option(
            names = "--peer-jvm",
            paramLabel = "OPTIONS",
            defaultValue = "-Xmx1g -XX:+UseG1GC",
            description =
                    "Options for the JVM of the peers. Default: ${DEFAULT-VALUE}, what Flink's scripts and Java take")
    private String peerJvm = "";

    @Option(
            names = "--checkpoints",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "20,100",
            description = "Milliseconds between the Flink job's checkpoints, a run each. Default: ${DEFAULT-VALUE}")
    private List<Integer> checkpoints = List.of();

    @Option(
            names = "--warm-up",
            converter = Bounds.FromZero.class,
            defaultValue = "60",
            description = "Seconds of reports that do not count. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--seconds",
            converter = Bounds.FromOne.class,
            defaultValue = "60",
            description = "Seconds at each rate. Default: ${DEFAULT-VALUE}")
    private int seconds;

    private final List<Found> found = new ArrayList<>();

    /**
     * What one system did.
     *
     * @param engine the system
     * @param rowsPerSecond directory rows that it took in a second, once it was no longer starting
     * @param loadCpu its processor seconds for a million of them
     * @param atRates what it did at each rate
     * @param newest what each account and number was asked in the end
     * @param missing what it should have asked and did not
     */
    private record Found(
            Engine engine,
            double rowsPerSecond,
            double loadCpu,
            List<AtRate> atRates,
            Map<String, String> newest,
            int missing) {}

    /**
     * What it did at one rate.
     *
     * @param rate reports a second
     * @param kinds how long they took
     * @param bare the bare broker's time
     * @param cores what processes used
     */
    private record AtRate(int rate, Map<Expected.Kind, Latency> kinds, Latency bare, Map<String, Double> cores) {}

    @Override
    void check(Settings settings) {
        // All are kept to the end, as what came of them is compared.
        int most = Collections.max(rates);
        checkReports(most, warmUp + (long) rates.size() * ((long) runIn() + seconds));
    }

    @Override
    Map<String, String> conditions(Settings settings) {
        Map<String, String> conditions = Conditions.of(settings, jvmOptions());
        conditions.put("JVM of the peers", peerJvm);
        conditions.put("reports", "open loop, times from when each was to be sent; one hop each");
        conditions.put(
                "directory",
                accounts + " accounts besides, and as many again, whose time counts: the first have the start's in it");
        conditions.put(
                "counted",
                seconds + " s at each rate, after " + warmUp + " s at the first and " + runIn()
                        + " s at each that do not count");
        engines().forEach(engine -> conditions.put(engine.name(), engine.configuration(settings)));
        return conditions;
    }

    @Override
    void measure(Settings settings) throws Exception {
        for (Engine engine : engines()) {
            found.add(run(settings, engine));
        }
    }

    @Override
    Result result(Settings settings, Map<String, String> conditions) {
        return new Result(
                "peers",
                "Peers",
                conditions,
                Conditions.settings(settings),
                List.of(
                        new Section("From a report to its alert", latency()),
                        new Section("The bare broker beside each", bare()),
                        new Section("Cost", cost()),
                        new Section("Whether all asked for the same", equality())),
                Map.of("latency", plot()));
    }

    @Override
    boolean isSound() {
        return super.isSound()
                && equality().stream().allMatch(row -> Integer.valueOf(0).equals(row.get("differentFromSekat")));
    }

    private List<Engine> engines() {
        List<Engine> engines = new ArrayList<>(List.of(new SekatEngine()));
        for (String peer : peers) {
            switch (peer) {
                case "dsl" -> engines.add(new PlainEngine(PlainJoin.Tuning.LOW_LATENCY));
                case "dsl-defaults" -> engines.add(new PlainEngine(PlainJoin.Tuning.DEFAULTS));
                case "flink" -> engines.addAll(flink(FlinkEngine.Tuning.ROCKSDB));
                case "flink-unaligned" -> engines.addAll(flink(FlinkEngine.Tuning.UNALIGNED));
                case "flink-heap" -> engines.addAll(flink(FlinkEngine.Tuning.HEAP));
                default ->
                    throw new SettingsException("there is no peer '" + peer + "' (--with): expected dsl, dsl-defaults,"
                            + " flink, flink-unaligned or flink-heap");
            }
        }
        return engines;
    }

    private List<Engine> flink(FlinkEngine.Tuning tuning) {
        return checkpoints.stream()
                .<Engine>map(millis -> new FlinkEngine(Duration.ofMillis(millis), tuning))
                .toList();
    }

    private Found run(Settings settings, Engine engine) throws Exception {
        progress(engine.name() + ": loading the directory");
        List<String> jvm = engine instanceof SekatEngine ? jvmOptions() : jvmOptions(peerJvm);
        try (Stand stand = Stand.open(settings, engine, jvm)) {
            stand.start("system");
            stand.incidents(WHAT_COMES_FIRST, 1, WHAT_COMES_FIRST);
            stand.awaitCaughtUp(PATIENCE);
            load(stand, 0);
            Reading before = stand.read();
            load(stand, accounts);
            Reading loaded = stand.read();
            progress(engine.name() + ": warming up");
            List<Incident> all = new ArrayList<>(stand.incidents(rates.get(0) * warmUp, 1, rates.get(0)));
            stand.awaitCaughtUp(PATIENCE);
            OpenLoop.run(stand.feed(), stand.sightings(), all, rates.get(0));
            List<AtRate> atRates = new ArrayList<>();
            for (int rate : rates) {
                progress(engine.name() + ": reporting at " + rate + "/s");
                Latency bare = stand.floor(rate, seconds);
                List<Incident> incidents = stand.incidents(rate * (runIn() + seconds), 1, rate);
                stand.awaitCaughtUp(PATIENCE);
                Reading start = stand.read();
                OpenLoop.run(stand.feed(), stand.sightings(), incidents, rate);
                all.addAll(incidents);
                stand.awaitCaughtUp(PATIENCE);
                Reading end = stand.read();
                Map<String, Double> cores = new LinkedHashMap<>();
                end.cpuSince(start).forEach((process, cpu) -> cores.put(process, cpu / end.secondsSince(start)));
                List<Incident> counted = incidents.subList(rate * runIn(), incidents.size());
                atRates.add(new AtRate(rate, Latency.of(counted), bare, cores));
            }
            double cpu = loaded.cpuSince(before).getOrDefault("system", 0.0);
            return new Found(
                    engine,
                    accounts / loaded.secondsSince(before),
                    cpu / Math.max(1, accounts) * 1e6,
                    atRates,
                    stand.sightings().newest(),
                    countMissing(all));
        }
    }

    private void load(Stand stand, int first) throws InterruptedException, ExecutionException {
        stand.bulk().directory(first, accounts);
        stand.bulk().flush();
        stand.awaitCaughtUp(PATIENCE);
    }

    private List<Map<String, Object>> latency() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int place = 0; place < rates.size() && !found.isEmpty(); place++) {
            int at = place;
            AtRate sekat = found.get(0).atRates().get(at);
            sekat.kinds().forEach((kind, reference) -> {
                for (Found one : found) {
                    AtRate theirs = one.atRates().get(at);
                    Latency latency = theirs.kinds().get(kind);
                    if (latency != null) {
                        rows.add(row(sekat.rate(), kind, one.engine().name(), latency, reference, theirs.bare()));
                    }
                }
            });
        }
        return rows;
    }

    /** The bare broker beside each system: what "times bare" is of. */
    private List<Map<String, Object>> bare() {
        List<Map<String, Object>> rows = new ArrayList<>();
        found.forEach(one -> one.atRates().forEach(figures -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("reportsPerSecond", figures.rate());
            row.put("beside", one.engine().name());
            row.put("medianMs", figures.bare().ms(50));
            row.put("p99Ms", figures.bare().ms(99));
            row.put("maxMs", figures.bare().maxMs());
            rows.add(row);
        }));
        return rows;
    }

    private static Map<String, Object> row(
            int rate, Expected.Kind kind, String system, Latency latency, Latency sekat, Latency bare) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("reportsPerSecond", rate);
        row.put("what", kind.name());
        row.put("system", system);
        row.put("timesSekatMedian", latency.times(sekat, 50));
        row.put("timesSekatP99", latency.times(sekat, 99));
        row.putAll(latency.row(bare));
        return row;
    }

    /** What each system takes: as many times Sekat's first, then the figures themselves in the same order. */
    private List<Map<String, Object>> cost() {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, Double> reference = found.isEmpty() ? Map.of() : costs(found.get(0));
        for (Found one : found) {
            Map<String, Double> costs = costs(one);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("system", one.engine().name());
            costs.forEach((name, cost) -> row.put(
                    "timesSekat" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                    cost / reference.getOrDefault(name, Double.NaN)));
            row.putAll(costs);
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Double> costs(Found one) {
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put("directoryRowsPerSecond", one.rowsPerSecond());
        costs.put("cpuSecondsPerMillionRows", one.loadCpu());
        one.atRates().forEach(figures -> {
            costs.put("coresAt" + figures.rate(), figures.cores().getOrDefault("system", 0.0));
            costs.put("brokerCoresAt" + figures.rate(), figures.cores().getOrDefault("broker", 0.0));
        });
        return costs;
    }

    /** How many accounts and numbers each system asked something else for than Sekat, with some of them. */
    private List<Map<String, Object>> equality() {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, String> expected = found.isEmpty() ? Map.of() : found.get(0).newest();
        for (Found one : found) {
            TreeSet<String> subjects = new TreeSet<>(expected.keySet());
            subjects.addAll(one.newest().keySet());
            subjects.removeIf(subject -> expected.getOrDefault(subject, "nothing")
                    .equals(one.newest().getOrDefault(subject, "nothing")));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("system", one.engine().name());
            row.put("subjects", one.newest().size());
            row.put("differentFromSekat", subjects.size());
            row.put("missing", one.missing());
            row.put(
                    "differences",
                    subjects.stream()
                            .limit(SHOWN_DIFFERENCES)
                            .map(subject -> subject + ": " + one.newest().getOrDefault(subject, "nothing") + ", not "
                                    + expected.getOrDefault(subject, "nothing"))
                            .reduce((a, b) -> a + "; " + b)
                            .orElse("none"));
            rows.add(row);
        }
        return rows;
    }

    private String plot() {
        BarPlot plot = new BarPlot("From a report to its alert: median and 99th percentile", "ms");
        for (int place = 0; place < rates.size(); place++) {
            for (Expected.Kind kind : List.of(Expected.Kind.HOLD, Expected.Kind.BLOCK)) {
                for (Found one : found) {
                    AtRate figures = one.atRates().get(place);
                    Latency latency = figures.kinds().get(kind);
                    if (latency != null) {
                        String group = kind + ", " + figures.rate() + "/s";
                        plot.bar(group, one.engine().name(), latency.ms(50), latency.ms(99));
                    }
                }
            }
        }
        return plot.svg();
    }

    /** Seconds before those that count. */
    private int runIn() {
        return Math.min(MOST_RUN_IN_SECONDS, seconds);
    }
}
