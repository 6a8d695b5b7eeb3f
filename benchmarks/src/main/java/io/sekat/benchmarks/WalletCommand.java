package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Expected;
import io.sekat.benchmarks.load.Incident;
import io.sekat.benchmarks.results.LinePlot;
import io.sekat.benchmarks.results.Result;
import io.sekat.benchmarks.results.Section;
import io.sekat.cli.Bounds;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat bench wallet}: the first stolen payment into an account that makes very many payments. */
@Command(
        name = "wallet",
        mixinStandardHelpOptions = true,
        description = "Time from the first report of a payment into an account that makes very many payments to its"
                + " alert and to the holds where the money went; and how long others on its partition wait meanwhile.")
final class WalletCommand extends BenchCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(
            names = "--payments",
            converter = Bounds.FromOne.class,
            split = ",",
            defaultValue = "100,10000,100000",
            description = "Payments that the account makes in 24 hours, " + Incident.LEAST_PAYMENTS
                    + " or more. Default: ${DEFAULT-VALUE}")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--wallets",
            converter = Bounds.FromOne.class,
            defaultValue = "5",
            description = "Such accounts, one after the other; one more comes before them and does not count. Default:"
                    + " ${DEFAULT-VALUE}")
    private int wallets;

    @Option(
            names = "--reports",
            converter = Bounds.FromOne.class,
            defaultValue = "20",
            description = "Reports a second about other accounts on its partition. Default: ${DEFAULT-VALUE}")
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
            defaultValue = "6",
            description = "Seconds for each such account; it is reported after half of them. Default: ${DEFAULT-VALUE}")
    private int seconds;

    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final LinePlot plot =
            new LinePlot("The first stolen payment into an account that pays many", "payments it makes", "ms");

    @Override
    void check(Settings settings) {
        checkHops(settings, HOPS);
        checkReports(reports, Math.max(warmUp, (wallets + 1L) * seconds));
        if (sizes.stream().anyMatch(size -> size < Incident.LEAST_PAYMENTS)) {
            throw new SettingsException("an account with fewer than %d payments is no such account: got %s (--payments)"
                    .formatted(Incident.LEAST_PAYMENTS, sizes));
        }
    }

    @Override
    Map<String, String> conditions(Settings settings) {
        Map<String, String> conditions = Conditions.of(settings, jvmOptions());
        conditions.put("reported", "one payment into each such account; its next 25 payments take the money out again");
        conditions.put("others", reports + " reports a second, open loop, all accounts on the partition of that one");
        conditions.put(
                "counted",
                wallets + " such accounts of each size, " + seconds + " s each, after one that does not count and "
                        + warmUp + " s of other reports");
        return conditions;
    }

    @Override
    void measure(Settings settings) throws Exception {
        try (Stand stand = Stand.open(settings, new SekatEngine(), jvmOptions())) {
            stand.start("streams");
            progress("warming up");
            List<Incident> first = stand.incidents(reports * warmUp, HOPS, reports);
            stand.awaitCaughtUp(PATIENCE);
            OpenLoop.run(stand.feed(), stand.sightings(), first, reports);
            countMissing(first);
            for (int size : sizes) {
                row(stand, size);
            }
        }
    }

    @Override
    Result result(Settings settings, Map<String, String> conditions) {
        return new Result(
                "wallet",
                "An account that pays many",
                conditions,
                Conditions.settings(settings),
                List.of(new Section("From a report to its alerts", rows)),
                Map.of("growth", plot.svg()));
    }

    private void row(Stand stand, int size) throws InterruptedException, ExecutionException {
        Latency bare = stand.floor(reports, seconds);
        List<Incident> reported = new ArrayList<>();
        List<Incident> before = new ArrayList<>();
        List<Incident> meanwhile = new ArrayList<>();
        for (int wallet = 0; wallet <= wallets; wallet++) {
            progress("account " + wallet + " of " + wallets + " with " + size + " payments");
            Incident incident = stand.wallet(size);
            List<Incident> others = stand.beside(incident.suspect(), reports * seconds);
            stand.awaitCaughtUp(PATIENCE);
            int half = others.size() / 2;
            report(stand, incident, others, half);
            countMissing(List.of(incident));
            countMissing(others);
            if (wallet > 0) {
                reported.add(incident);
                before.addAll(others.subList(0, half));
                meanwhile.addAll(others.subList(half, others.size()));
            }
        }
        Latency.of(reported)
                .forEach((kind, latency) -> add(
                        size,
                        kind == Expected.Kind.PASSED ? "the account itself" : "holds where its money went",
                        latency,
                        bare));
        Latency.of(before).values().forEach(latency -> add(size, "others before", latency, bare));
        Latency.of(meanwhile).values().forEach(latency -> add(size, "others from then on", latency, bare));
    }

    /** Reports others at their rate, and after so many of them that account as well. */
    private void report(Stand stand, Incident incident, List<Incident> others, int after) throws InterruptedException {
        stand.sightings().await(List.of(incident));
        stand.sightings().await(others);
        OpenLoop.send(stand.feed(), others, reports, (other, due) -> {
            if (other == after) {
                stand.feed().report(incident, due);
            }
        });
        stand.sightings().awaitAll(PATIENCE);
    }

    private void add(int size, String what, Latency latency, Latency bare) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("payments", size);
        row.put("what", what);
        row.putAll(latency.row(bare));
        rows.add(row);
        plot.point(what + ", max", size, latency.maxMs());
    }
}
