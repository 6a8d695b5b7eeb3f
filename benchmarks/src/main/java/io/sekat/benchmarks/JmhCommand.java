package io.sekat.benchmarks;

import io.sekat.benchmarks.hot.ReplayBenchmark;
import io.sekat.benchmarks.results.Result;
import io.sekat.benchmarks.results.Section;
import io.sekat.cli.Bounds;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat bench jmh}: what the hot pure functions and the serdes cost, and what they allocate. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Time and allocation of each operation of the rules and of the serdes (JMH).")
final class JmhCommand extends BenchCommand {
    @Option(
            names = "--only",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Which, by class and method. Default: ${DEFAULT-VALUE}")
    private String only = "";

    @Option(
            names = "--forks",
            converter = Bounds.FromOne.class,
            defaultValue = "2",
            description = "JVMs for each. Default: ${DEFAULT-VALUE}")
    private int forks;

    @Option(
            names = "--iterations",
            converter = Bounds.FromOne.class,
            defaultValue = "5",
            description = "Measured in each JVM, after as many that warm up. Default: ${DEFAULT-VALUE}")
    private int iterations;

    @Option(
            names = "--millis",
            converter = Bounds.FromOne.class,
            defaultValue = "1000",
            description = "Milliseconds of an iteration. Default: ${DEFAULT-VALUE}")
    private int millis;

    private final List<Map<String, Object>> rows = new ArrayList<>();

    @Override
    void check(Settings settings) {
        try {
            Pattern.compile(only);
        } catch (PatternSyntaxException e) {
            throw new SettingsException("'" + only + "' (--only) is no regular expression: " + e.getDescription());
        }
    }

    @Override
    Map<String, String> conditions(Settings settings) {
        Map<String, String> conditions = Conditions.ofMachine();
        conditions.put("JMH", forks + " JVMs, " + iterations + " iterations of " + millis + " ms each, GC profiler");
        return conditions;
    }

    @Override
    void measure(Settings settings) throws Exception {
        progress("measuring");
        Collection<RunResult> results = new Runner(options()).run();
        for (RunResult result : results) {
            rows.add(row(result));
        }
    }

    @Override
    Result result(Settings settings, Map<String, String> conditions) {
        return new Result(
                "jmh",
                "Hot functions",
                conditions,
                Conditions.settings(settings),
                List.of(new Section("Each operation", rows)),
                Map.of());
    }

    @Override
    boolean isSound() {
        return !rows.isEmpty();
    }

    private Options options() {
        String own = ReplayBenchmark.class.getPackageName().replace(".", "\\.");
        return new OptionsBuilder()
                .include(own + "\\." + only)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(forks)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(
                        "-Dsekat.registry.home=" + System.getProperty("sekat.registry.home", ""),
                        "-Xms512m",
                        "-Xmx512m")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }

    private static Map<String, Object> row(RunResult result) {
        String name = result.getParams().getBenchmark();
        String shortName = name.substring(ReplayBenchmark.class.getPackageName().length() + 1);
        List<String> parameters = result.getParams().getParamsKeys().stream()
                .map(key -> key + " " + result.getParams().getParam(key))
                .toList();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", shortName.replace("Benchmark.", ".") + (parameters.isEmpty() ? "" : " " + parameters));
        row.put("microsPerOp", result.getPrimaryResult().getScore() / 1e3);
        row.put("plusMinus", result.getPrimaryResult().getScoreError() / 1e3);
        var allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
        row.put("bytesPerOp", allocation == null ? "" : (Object) Math.round(allocation.getScore()));
        return row;
    }
}
