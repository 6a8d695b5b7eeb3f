package io.sekat.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.cli.SettingsCommand;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.sandbox.Sandbox;
import io.sekat.sandbox.tools.Quiet;
import io.sekat.sandbox.tools.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat bench trail}: how long it takes from a report to the last hold of its trail. */
@Command(
        name = "trail",
        mixinStandardHelpOptions = true,
        description =
                "Time from a report's append to the last hold of its trail at a read_committed reader, by number of"
                        + " hops: with the machine otherwise idle, and with other transfers flowing.")
final class TrailCommand extends SettingsCommand {
    /** After a pause everything is slow for a moment; that is no part of what is measured here. */
    private static final int RUN_IN_SECONDS = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BEFORE_REPORT = Duration.ofHours(2);

    @Option(names = "--reports", defaultValue = "20", description = "Reports a second. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(
            names = "--transfers",
            defaultValue = "5000",
            description = "Other transfers a second in the second part. Default: ${DEFAULT-VALUE}")
    private int transfers;

    @Option(names = "--hops", defaultValue = "5", description = "Longest trail. Default: ${DEFAULT-VALUE}")
    private int hops;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "Seconds of reports and transfers before it counts. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--seconds", defaultValue = "60", description = "Seconds of each part. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private int made;

    /**
     * A part of the run.
     *
     * @param title what flowed, in words
     * @param chains what was reported while it counted
     */
    private record Part(String title, List<Chain> chains) {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("sekat-bench");
        try (Sandbox sandbox = Sandbox.start(folder, settings(), Sandbox.Listening.ANYWHERE, line -> {})) {
            sandbox.startStreams();
            return run(sandbox.settings());
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private int run(Settings settings) throws InterruptedException, ExecutionException, IOException {
        Map<String, String> conditions = Conditions.of(settings);
        conditions.put("reports", reports + " a second, open loop, each with a trail of 1 to " + hops + " hops");
        conditions.put(
                "counted", seconds + " s a part, after " + warmUp + " s of reports and transfers that do not count");
        progress("measuring the bare broker");
        Histogram floor = Floor.measure(settings, reports, Math.max(10, seconds / 3));
        List<Part> parts = new ArrayList<>();
        try (Feed chains = new Feed(settings, 0);
                Feed others = new Feed(settings, 5)) {
            chains.banks();
            chains.flush();
            awaitQuiet(settings);
            try (Holds holds = new Holds(settings)) {
                part(settings, chains, others, holds, transfers, warmUp);
                parts.add(part(settings, chains, others, holds, 0, seconds));
                parts.add(part(settings, chains, others, holds, transfers, seconds));
            }
        }
        print(conditions, floor, parts);
        boolean complete = parts.stream()
                .flatMap(part -> part.chains().stream())
                .allMatch(chain -> chain.heldAt().get() > 0);
        return complete ? 0 : 1;
    }

    private Part part(Settings settings, Feed feed, Feed others, Holds holds, int perSecond, int forSeconds)
            throws InterruptedException, ExecutionException {
        List<Chain> chains = chains(reports * (RUN_IN_SECONDS + forSeconds));
        chains.forEach(chain -> chain.transfers().forEach(feed::transfer));
        feed.flush();
        awaitQuiet(settings);
        holds.await(chains);
        progress("reporting, with " + perSecond + " other transfers a second");
        Traffic traffic = new Traffic(others, perSecond);
        try (traffic) {
            Pace pace = new Pace(reports);
            for (int report = 0; report < chains.size(); report++) {
                pace.await(report);
                feed.report(chains.get(report));
            }
            feed.flush();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (holds.missing() > 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        others.flush();
        String title = perSecond == 0 ? "otherwise idle" : String.format("%,.0f other transfers/s", traffic.reached());
        return new Part(title, chains.subList(reports * RUN_IN_SECONDS, chains.size()));
    }

    private List<Chain> chains(int count) {
        Instant first = Instant.now().minus(BEFORE_REPORT).truncatedTo(ChronoUnit.MILLIS);
        List<Chain> chains = new ArrayList<>();
        for (int chain = 0; chain < count; chain++) {
            chains.add(Chain.of(made, 1 + made % hops, first));
            made++;
        }
        return chains;
    }

    private void print(Map<String, String> conditions, Histogram floor, List<Part> parts) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row("bare write and read", "", floor, 0, floor));
        for (Part part : parts) {
            for (int length = 1; length <= hops; length++) {
                int exactly = length;
                List<Chain> these = part.chains().stream()
                        .filter(chain -> chain.hops() == exactly)
                        .toList();
                Histogram histogram = new Histogram(3);
                these.stream()
                        .filter(chain -> chain.heldAt().get() > 0)
                        .forEach(chain -> histogram.recordValue(Math.max(
                                0, chain.heldAt().get() - chain.appendedAt().get())));
                rows.add(row(
                        part.title(),
                        String.valueOf(length),
                        histogram,
                        these.size() - histogram.getTotalCount(),
                        floor));
            }
        }
        if (json) {
            out.println(new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Map.of("conditions", conditions, "figures", rows)));
        } else {
            conditions.forEach((name, value) -> out.printf("%-16s %s%n", name, value));
            out.println();
            Table table = new Table(
                    List.of("besides", "hops", "trails", "missing", "median ms", "p99 ms", "max ms", "x bare"));
            rows.forEach(
                    row -> table.row(row.values().stream().map(String::valueOf).toArray(String[]::new)));
            out.print(table);
        }
        out.flush();
    }

    /** Milliseconds, and how many times the bare broker's median the median is. */
    private static Map<String, Object> row(
            String title, String hops, Histogram histogram, long missing, Histogram floor) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("besides", title);
        row.put("hops", hops);
        row.put("trails", histogram.getTotalCount());
        row.put("missing", missing);
        row.put("medianMs", histogram.getValueAtPercentile(50));
        row.put("p99Ms", histogram.getValueAtPercentile(99));
        row.put("maxMs", histogram.getMaxValue());
        row.put(
                "timesBare",
                String.format(
                        "%.1f",
                        (double) histogram.getValueAtPercentile(50) / Math.max(1, floor.getValueAtPercentile(50))));
        return row;
    }

    private static void awaitQuiet(Settings settings) throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafkaClient("sekat-bench"))) {
            if (!Quiet.await(admin, settings.get(SettingCatalogue.APPLICATION_ID), PATIENCE, lag -> {})) {
                throw new IllegalStateException("the Streams application did not catch up within "
                        + PATIENCE.toMinutes() + " minutes; run with SEKAT_LOG_LEVEL=INFO to see why");
            }
        }
    }

    private static void progress(String doing) {
        System.err.println("bench: " + doing);
    }
}
