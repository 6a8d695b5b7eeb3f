package io.sekat.benchmarks.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.cli.Bounds;
import io.sekat.cli.CommandLines;
import io.sekat.config.SettingsException;
import io.sekat.sandbox.tools.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat torture}: the whole system under faults, and a checker with the known answer. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description =
                "Run three brokers, a registry, instances of the Streams application and agents, each a process of"
                        + " its own; send a workload with a known answer while processes are killed and stopped, links cut,"
                        + " disks and clocks gone wrong, as drawn from a seed; then check everything that came out. Exit code 1"
                        + " when anything is not as it must be.")
public final class TortureCommand implements Callable<Integer> {
    private static final int SHOWN = 10;
    /** Each is some processes' worth of memory; more would need further addresses for their links, too. */
    private static final int MOST_INSTANCES = 50;

    @Option(names = "--seed", defaultValue = "1", description = "Of schedule and workload. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--minutes",
            converter = Bounds.Positive.class,
            defaultValue = "5",
            description = "How long faults are inflicted, e.g. 0.5. Default: ${DEFAULT-VALUE}")
    private double minutes;

    @Option(
            names = "--every",
            converter = Bounds.Positive.class,
            paramLabel = "SECONDS",
            defaultValue = "6",
            description = "From one fault to the next, on average. Default: ${DEFAULT-VALUE}")
    private double every;

    @Option(
            names = "--instances",
            converter = Bounds.FromOne.class,
            defaultValue = "2",
            description = "Of the Streams application, " + MOST_INSTANCES + " at most. Default: ${DEFAULT-VALUE}")
    private int instances;

    @Option(
            names = "--rings",
            converter = Bounds.Positive.class,
            paramLabel = "A SECOND",
            defaultValue = "1",
            description = "How much is sent: a ring is some accounts and numbers with about 25 records."
                    + " Default: ${DEFAULT-VALUE}")
    private double rings;

    @Option(
            names = "--faults",
            split = ",",
            description =
                    "Only these: KILL a process and start it again; FREEZE it and let it go on; RESTART it in order;"
                            + " POWER: kill all at once; CUT the connections between two; a SLOW_DISK or a FULL_DISK; a CLOCK that"
                            + " jumps and jumps back. Default: all that the machine can do.")
    private Set<FaultKind> faults = EnumSet.allOf(FaultKind.class);

    @Option(
            names = "--keep",
            description = "Leave the logs even where everything holds; otherwise they are left anyway.")
    private boolean keep;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(CommandLines.of(new TortureCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Plan plan = new Plan(
                seed,
                Duration.ofMillis((long) (minutes * 60_000)),
                Duration.ofMillis((long) (every * 1000)),
                instances,
                rings,
                faults,
                keep);
        check(plan);
        Thread running = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> interrupt(running, ended), "torture-shutdown");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            Outcome outcome = new TortureRun(plan, line -> {
                        err.println("torture: " + line);
                        err.flush();
                    })
                    .run();
            print(outcome);
            return outcome.holds() ? 0 : 1;
        } catch (InterruptedException | InterruptException e) {
            err.println("torture: ended before it was done, so nothing was checked");
            return 1;
        } finally {
            ended.countDown();
            removeHook(onSignal);
        }
    }

    private static void check(Plan plan) {
        long has = Runtime.getRuntime().maxMemory() / Disk.MEGABYTE;
        if (plan.heapMegabytes() > has) {
            // A collector keeps up to a ninth of -Xmx for itself.
            long enough = (plan.heapMegabytes() * 5 / 4 / 256 + 1) * 256;
            throw new SettingsException(String.format(
                    Locale.ROOT,
                    "%,d rings (--rings, --minutes) may need %,d MB of heap, and this JVM has %,d: send less, or set"
                            + " SEKAT_JAVA_OPTS=-Xmx%dm",
                    plan.rings(),
                    plan.heapMegabytes(),
                    has,
                    enough));
        }
        if (plan.instances() > MOST_INSTANCES) {
            throw new SettingsException(
                    plan.instances() + " instances (--instances) are too many: take " + MOST_INSTANCES + " or fewer");
        }
    }

    /** Lets the run end every process that it started, and keeps the JVM until it has. */
    private static void interrupt(Thread running, CountDownLatch ended) {
        running.interrupt();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: that is why we end.
        }
    }

    private void print(Outcome outcome) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(object(outcome)));
            return;
        }
        outcome.conditions().forEach((name, value) -> out.printf("%-14s %s%n", name, value));
        outcome.leftOut().forEach((kind, why) -> out.printf("%-14s %s: %s%n", "left out", kind, why));
        out.println();
        Table schedule = new Table(
                List.of("FAULT", "AT s", "LASTS s", "ALERTS AFTER s", "LONGEST s", "FILES AFTER s", "LONGEST s"));
        faults(outcome)
                .forEach(row ->
                        schedule.row(row.values().stream().map(String::valueOf).toArray(String[]::new)));
        out.print(schedule);
        outcome.ends().forEach(said -> out.println(said));
        out.println();
        Table verdicts = new Table(List.of("MUST HOLD", "LOOKED AT", "VIOLATIONS"));
        outcome.verdicts()
                .forEach(verdict -> verdicts.row(
                        verdict.name(),
                        String.format(Locale.ROOT, "%,d", verdict.looked()),
                        String.valueOf(verdict.violations().size())));
        out.print(verdicts);
        out.println();
        outcome.verdicts().forEach(verdict -> {
            verdict.violations().stream().limit(SHOWN).forEach(said -> out.println("VIOLATION  " + said));
            if (verdict.looked() == 0) {
                out.println("NOT SEEN   nothing was there to look at: " + verdict.name());
            }
            if (verdict.violations().size() > SHOWN) {
                out.println("... and " + (verdict.violations().size() - SHOWN) + " more of: " + verdict.name());
            }
        });
        out.println(
                outcome.holds()
                        ? "Everything holds."
                        : outcome.isOnlyTooSmall()
                                ? "Nothing was seen that does not hold, but not all was there to be looked at: send more"
                                        + " (--minutes, --rings)."
                                : "It does not hold: look at the logs. The same seed gives the same faults.");
    }

    /** The faults as they were: seconds, relative to the first second of the faults. */
    private static List<Map<String, Object>> faults(Outcome outcome) {
        List<Map<String, Object>> rows = new ArrayList<>();
        outcome.faults().forEach(inflicted -> {
            Fault fault = inflicted.fault();
            Map<String, Object> row = new LinkedHashMap<>();
            boolean isController = fault.target().equals(Fault.CONTROLLER);
            row.put("fault", isController ? fault.what() + " (" + inflicted.target() + ")" : fault.what());
            row.put("at", seconds(fault.at().toMillis()));
            row.put("lasts", seconds(fault.lasts().toMillis()));
            boolean isDone = inflicted.leftOut().isEmpty();
            row.put("alertsAfter", isDone ? seconds(outcome.alerts().after(inflicted)) : "left out");
            row.put("longestAlert", isDone ? seconds(outcome.alerts().longest(inflicted)) : "");
            row.put("filesAfter", isDone ? seconds(outcome.files().after(inflicted)) : "");
            row.put("longestFile", isDone ? seconds(outcome.files().longest(inflicted)) : "");
            rows.add(row);
        });
        return rows;
    }

    private static String seconds(OptionalLong millis) {
        return millis.isPresent() ? seconds(millis.getAsLong()) : "";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }

    private static Map<String, Object> object(Outcome outcome) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("conditions", outcome.conditions());
        object.put("leftOut", outcome.leftOut());
        object.put("faults", faults(outcome));
        object.put("ended", outcome.ends());
        object.put(
                "verdicts",
                outcome.verdicts().stream()
                        .map(verdict -> Map.of(
                                "name", verdict.name(),
                                "looked", verdict.looked(),
                                "violations", verdict.violations()))
                        .toList());
        object.put("holds", outcome.holds());
        return object;
    }
}
