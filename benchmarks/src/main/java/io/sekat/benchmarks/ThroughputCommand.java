package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Incident;
import io.sekat.benchmarks.load.Traffic;
import io.sekat.benchmarks.results.LinePlot;
import io.sekat.benchmarks.results.Result;
import io.sekat.benchmarks.results.Section;
import io.sekat.cli.Bounds;
import io.sekat.config.Settings;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat bench throughput}: how much goes through, and what it costs. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        description = "Directory rows a second into the tables; transfers a second while reports are traced, as many as"
                + " it takes and at fixed rates; what they cost in processor time and bytes.")
final class ThroughputCommand extends BenchCommand {
    private static final String TIMES_BARE = "timesBare";
    private static final String CPU_TIMES_BARE = "cpuTimesBare";
    private static final String PER_SECOND = "perSecond";
    private static final String CPU = "CpuSecondsPerMillion";
    private static final String UNTIL_ALL_DONE = "secondsUntilAllDone";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final double MILLION = 1e6;

    @Option(
            names = "--accounts",
            converter = Bounds.FromOne.class,
            defaultValue = "1000000",
            description =
                    "Directory rows to load right after the start, and once more as many. Default: ${DEFAULT-VALUE}")
    private int accounts;

    @Option(
            names = "--rates",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "5000,10000,20000,40000",
            description = "Transfers a second, one after the other. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates = List.of();

    @Option(
            names = "--reports",
            converter = Bounds.FromOne.class,
            defaultValue = "20",
            description = "Reports a second meanwhile. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(
            names = "--backlog",
            converter = Bounds.FromOne.class,
            defaultValue = "50000",
            description = "Transfers that wait at most where as many go through as it takes. Default: ${DEFAULT-VALUE}")
    private int backlog;

    @Option(
            names = "--warm-up",
            converter = Bounds.FromZero.class,
            defaultValue = "60",
            description = "Seconds of transfers that do not count. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--seconds",
            converter = Bounds.FromOne.class,
            defaultValue = "60",
            description = "Seconds of each part. Default: ${DEFAULT-VALUE}")
    private int seconds;

    private final List<Map<String, Object>> rows = new ArrayList<>();
    private Map<String, Object> bare = Map.of();
    private final List<Map<String, Object>> parts = new ArrayList<>();
    private final List<Map<String, Object>> bytes = new ArrayList<>();
    private final List<Map<String, Object>> latency = new ArrayList<>();
    private final LinePlot plot =
            new LinePlot("From a report to its alert while transfers flow: 99th percentile", "transfers/s", "ms");

    /** The backlog as it was seen last, so that whoever sends need not ask the broker. */
    private volatile long done;

    /** Why the backlog is seen no more. */
    private volatile @Nullable ExecutionException unseen;

    @Override
    void check(Settings settings) {
        checkHops(settings, HOPS);
        checkReports(reports, Math.max(warmUp, seconds));
    }

    @Override
    Map<String, String> conditions(Settings settings) {
        Map<String, String> conditions = Conditions.of(settings, jvmOptions());
        conditions.put("reports", reports + " a second meanwhile, each tenth with a trail of " + HOPS + " hops");
        conditions.put("transfers", "among 1,000,000 accounts");
        conditions.put("counted", seconds + " s a part, after " + warmUp + " s that do not count");
        return conditions;
    }

    @Override
    void measure(Settings settings) throws Exception {
        try (Stand stand = Stand.open(settings, new SekatEngine(), jvmOptions())) {
            stand.start("streams");
            load(stand, "directory rows, right after the start", 0);
            load(stand, "directory rows, as many again", accounts);
            bare(stand);
            progress("warming up");
            asManyAsItTakes(stand, warmUp, false);
            progress("sending as many transfers as it takes");
            asManyAsItTakes(stand, seconds, true);
            for (int rate : rates) {
                progress("sending " + rate + " transfers/s");
                atRate(stand, rate);
            }
        }
    }

    @Override
    Result result(Settings settings, Map<String, String> conditions) {
        if (!bare.isEmpty()) { // it comes after the first rows
            rows.forEach(row -> {
                row.put(TIMES_BARE, figure(row, PER_SECOND) / figure(bare, PER_SECOND));
                row.put(CPU_TIMES_BARE, cpu(row) / cpu(bare));
            });
        }
        return new Result(
                "throughput",
                "Throughput",
                conditions,
                Conditions.settings(settings),
                List.of(
                        new Section("Rows and transfers", rows),
                        new Section(
                                "Offsets that each part of the topology goes on, as many transfers as it takes (on topics"
                                        + " between parts transactions' markers take some too)",
                                parts),
                        new Section("Bytes for each transfer, as many transfers as it takes", bytes),
                        new Section("From a report to its alerts while transfers flow", latency)),
                Map.of("p99", plot.svg()));
    }

    /** The floor: the same directory rows through the same broker to a bare reader. */
    private void bare(Stand stand) throws InterruptedException, ExecutionException {
        progress("measuring the bare broker");
        Reading before = stand.read();
        Floor.pass(stand.settings(), "bench-floor-rows", stand.bulk(), accounts);
        bare = row("bare broker, directory rows", accounts, stand.read(), before);
        rows.add(bare);
    }

    private void load(Stand stand, String what, int first) throws InterruptedException, ExecutionException {
        progress("loading " + accounts + " " + what);
        stand.awaitCaughtUp(PATIENCE);
        Reading before = stand.read();
        stand.bulk().directory(first, accounts);
        stand.bulk().flush();
        double sent = (System.nanoTime() - before.nanos()) / 1e9;
        stand.awaitCaughtUp(PATIENCE);
        Reading after = stand.read();
        Map<String, Object> row = row(what, accounts, after, before);
        row.put("sentPerSecond", accounts / sent);
        rows.add(row);
    }

    /** Sends as long as the system has not too many before it, and counts what it has done. */
    private void asManyAsItTakes(Stand stand, int forSeconds, boolean counts)
            throws InterruptedException, ExecutionException {
        List<Incident> incidents = stand.incidents(reports * forSeconds, HOPS, reports);
        stand.awaitCaughtUp(PATIENCE);
        String transfers = Topics.FUND_TRANSFERS.name();
        Map<String, Long> before = stand.doneByTopic();
        long first = before.getOrDefault(transfers, 0L);
        done = 0;
        Reading start = stand.read();
        Thread watch = new Thread(() -> watch(stand, transfers, first), "bench-backlog");
        watch.start();
        Map<String, Long> after;
        Reading end;
        long sent;
        Traffic traffic = Traffic.ahead(stand.bulk(), soFar -> soFar - done < backlog);
        try (traffic) {
            OpenLoop.run(stand.feed(), stand.sightings(), incidents, reports);
            sent = traffic.sent();
            after = stand.doneByTopic();
            end = stand.read();
        } finally {
            watch.interrupt();
        }
        if (unseen != null) {
            // Nothing was sent from then on, so the figure would be too low.
            throw new IllegalStateException(
                    "the broker did not tell how far the system was: " + unseen.getCause(), unseen);
        }
        countMissing(incidents);
        double rest = secondsUntilAllDone(stand);
        if (counts) {
            long count = after.getOrDefault(transfers, 0L) - first;
            Map<String, Object> row = row("transfers, as many as it takes", count, end, start);
            row.put(UNTIL_ALL_DONE, rest);
            rows.add(row);
            parts(stand, after, before, end.secondsSince(start));
            bytes(sent, count, end, start);
            latencies(stand, "as many as it takes", incidents);
        }
    }

    /** How long the system takes for what it still owes, once nothing more is sent: transfers, files and cases. */
    private static double secondsUntilAllDone(Stand stand) throws InterruptedException, ExecutionException {
        long ended = System.nanoTime();
        stand.bulk().flush();
        stand.awaitCaughtUp(PATIENCE);
        return (System.nanoTime() - ended) / 1e9;
    }

    private void watch(Stand stand, String topic, long first) {
        try {
            while (true) {
                done = stand.doneByTopic().getOrDefault(topic, 0L) - first;
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            unseen = e;
        }
    }

    private void parts(Stand stand, Map<String, Long> after, Map<String, Long> before, double forSeconds) {
        SubTopologies.progress(stand.settings(), after, before).forEach((part, offsets) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("part", part);
            row.put("offsetsPerSecond", offsets / forSeconds);
            parts.add(row);
        });
    }

    /**
     * Notes what a transfer takes.
     *
     * @param sent how many were sent, which are in the broker's log
     * @param count how many of those were done, which the rest came of
     */
    private void bytes(long sent, long count, Reading end, Reading start) {
        Map<String, Long> byTopic = end.logBytesSince(start);
        long input = byTopic.getOrDefault(Topics.FUND_TRANSFERS.name(), 0L);
        long all = byTopic.values().stream().mapToLong(Long::longValue).sum();
        bytes.add(bytesRow("broker's log: the transfers themselves, for each that was sent", input, sent));
        bytes.add(bytesRow("broker's log: all that came of them, for each that was done", all - input, count));
        byTopic.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .filter(topic -> !topic.getKey().equals(Topics.FUND_TRANSFERS.name()) && topic.getValue() > 0)
                .limit(4)
                .forEach(topic -> bytes.add(bytesRow("- of that " + topic.getKey(), topic.getValue(), count)));
        bytes.add(bytesRow(
                "state folder: growth, without what is in memory only", end.stateBytes() - start.stateBytes(), count));
        end.diskWritesSince(start)
                .forEach((process, written) -> bytes.add(bytesRow("given to the disk by " + process, written, count)));
    }

    private static Map<String, Object> bytesRow(String what, long total, long count) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", what);
        row.put("bytesPerTransfer", (double) total / Math.max(1, count));
        return row;
    }

    private void atRate(Stand stand, int rate) throws InterruptedException, ExecutionException {
        List<Incident> incidents = stand.incidents(reports * seconds, HOPS, reports);
        stand.awaitCaughtUp(PATIENCE);
        String transfers = Topics.FUND_TRANSFERS.name();
        long first = stand.doneByTopic().getOrDefault(transfers, 0L);
        Reading start = stand.read();
        Map<String, Object> row;
        try (Traffic traffic = Traffic.atRate(stand.bulk(), rate)) {
            stand.sightings().await(incidents);
            // Without waiting for what comes of the last ones.
            OpenLoop.send(stand.feed(), incidents, reports, (report, due) -> {});
            // At once, so that they are of one moment: some answers of the broker take long, and traffic flows
            // meanwhile.
            long sent = traffic.sent();
            long count = stand.doneByTopic().getOrDefault(transfers, 0L) - first;
            Reading end = stand.read();
            row = row(String.format(Locale.ROOT, "transfers, %,d/s asked for", rate), count, end, start);
            row.put("sentPerSecond", sent / end.secondsSince(start));
            row.put("behindAtEnd", Math.max(0, sent - count));
            rows.add(row);
        }
        row.put(UNTIL_ALL_DONE, secondsUntilAllDone(stand));
        stand.sightings().awaitAll(Duration.ofMinutes(3));
        countMissing(incidents);
        latencies(stand, String.valueOf(rate), incidents);
        Latency.of(incidents).forEach((kind, times) -> {
            plot.point(kind.name(), rate, times.ms(99));
        });
    }

    private void latencies(Stand stand, String besides, List<Incident> incidents)
            throws InterruptedException, ExecutionException {
        Latency bare = stand.floor(reports, seconds);
        Latency.of(incidents).forEach((kind, times) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("transfersPerSecond", besides);
            row.put("what", kind.name());
            row.putAll(times.row(bare));
            latency.add(row);
        });
    }

    private static Map<String, Object> row(String what, long count, Reading after, Reading before) {
        double took = after.secondsSince(before);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", what);
        row.put(TIMES_BARE, ""); // known in the end
        row.put(CPU_TIMES_BARE, "");
        row.put("count", count);
        row.put(PER_SECOND, count / took);
        after.cpuSince(before).forEach((process, cpu) -> row.put(process + CPU, cpu / count * MILLION));
        return row;
    }

    private static double figure(Map<String, Object> row, String name) {
        return row.get(name) instanceof Double figure ? figure : Double.NaN;
    }

    /** Processor seconds for a million, of all processes. */
    private static double cpu(Map<String, Object> row) {
        return row.keySet().stream()
                .filter(name -> name.endsWith(CPU))
                .mapToDouble(name -> figure(row, name))
                .sum();
    }
}
