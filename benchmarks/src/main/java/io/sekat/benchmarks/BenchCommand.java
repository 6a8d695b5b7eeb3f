package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Expected;
import io.sekat.benchmarks.load.Incident;
import io.sekat.benchmarks.results.Result;
import io.sekat.cli.SettingsCommand;
import io.sekat.config.Setting;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A measurement: prints its tables, or JSON, and writes all into a folder where one is named. */
abstract class BenchCommand extends SettingsCommand {
    /** So much of what did not come is named: enough to begin to look for it. */
    private static final int NAMED = 20;

    /** Hops of the trail of each tenth report, where no option says otherwise. */
    static final int HOPS = 5;
    /** About so much of the heap is taken by a report, and by what it must bring about, until it is counted. */
    private static final long BYTES_OF_A_REPORT = 1_024;

    /** They change no figure, or stand among the settings. */
    private static final Set<String> UNTOLD = Set.of("--out", "--json", "--help", "--version", "--config", "-K");

    private static final String OTHER_SERVERS = "kafka.bootstrap.servers";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write JSON, tables and plots into this folder, in place of those of an earlier run.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--app-jvm",
            paramLabel = "OPTIONS",
            defaultValue = "-Xmx1g -XX:+UseParallelGC",
            description = "Options for the JVM of the measured system. Default: ${DEFAULT-VALUE}")
    private String appJvm = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private long begun;
    private int missing;
    private String doing = "starting";

    /**
     * Refuses what makes no sense together, before anything is started.
     *
     * @param settings what the command's options say
     * @throws SettingsException names the options, and what they may be
     */
    void check(Settings settings) {}

    /** On what and how this will be measured, by name, in the order in which people read it. */
    abstract Map<String, String> conditions(Settings settings);

    /**
     * Measures, and keeps each row as soon as it is known.
     *
     * @param settings what the command's options say
     */
    abstract void measure(Settings settings) throws Exception;

    /**
     * All rows that are known, also where {@link #measure} did not get to its end: hours may have gone into them.
     *
     * @param settings what the command's options say
     * @param conditions what stands above them
     */
    abstract Result result(Settings settings, Map<String, String> conditions);

    /** Whether all that was expected came; if not, the figures are not to be believed. */
    boolean isSound() {
        return missing == 0;
    }

    /** Options of the measured system's JVM. */
    final List<String> jvmOptions() {
        return jvmOptions(appJvm);
    }

    /** Options of a JVM, as they stand on a command line. */
    static List<String> jvmOptions(String line) {
        return line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
    }

    @Override
    public final Integer call() throws Exception {
        begun = System.nanoTime();
        Settings settings = checked();
        if (out != null) {
            makeSureOf(out); // not only when all is measured
        }
        Map<String, String> conditions = new LinkedHashMap<>(Map.of("command", command()));
        conditions.putAll(conditions(settings));
        conditions.forEach((name, value) -> say(name + ": " + value));
        try (OnSignal signal = new OnSignal()) {
            return measured(settings, conditions, signal);
        }
    }

    private int measured(Settings settings, Map<String, String> conditions, OnSignal signal) throws Exception {
        try {
            measure(settings);
        } catch (Exception e) {
            Thread.interrupted(); // else nothing could be written
            try {
                Result soFar = result(settings, Conditions.incomplete(conditions, doing, e));
                if (soFar.hasRows()) {
                    tell(soFar);
                }
            } catch (IOException | RuntimeException more) { // such as of a full disk, which ended the measurement, too
                e.addSuppressed(more);
            }
            if (signal.isAsked()) {
                say("ended before it was done");
                return 1;
            }
            throw e;
        }
        tell(result(settings, conditions));
        return isSound() ? 0 : 1;
    }

    private void tell(Result result) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        print.println(json ? result.json() : result.text());
        print.flush();
        if (out != null) {
            result.write(out);
        }
    }

    /**
     * The settings that its options say, if all of it makes sense.
     *
     * @throws SettingsException names what does not
     */
    final Settings checked() {
        Settings settings = settings();
        spec.options().stream()
                .filter(option -> option.getValue() instanceof Collection<?> values && values.isEmpty())
                .forEach(option -> {
                    throw new SettingsException(
                            "nothing is named by " + option.longestName() + ": name one or more, or leave it out");
                });
        for (Setting<?> setting : Conditions.CHOSEN) {
            if (spec.commandLine().getParseResult().hasMatchedOption("--" + setting.name())) {
                throw new SettingsException(
                        "bench starts servers and folders of its own: leave out --" + setting.name());
            }
        }
        if (settings.asFile().containsKey(OTHER_SERVERS)) {
            throw new SettingsException("bench starts servers of its own: leave out " + OTHER_SERVERS);
        }
        check(settings);
        return settings;
    }

    /** This command with all its own options, wherever their values are from; settings stand for themselves. */
    private String command() {
        StringJoiner words = new StringJoiner(" ");
        words.add("./sekat bench " + spec.name());
        for (OptionSpec option : spec.options()) {
            Object value = option.getValue();
            if (value != null && !UNTOLD.contains(option.longestName())) {
                String text = value instanceof Collection<?> values
                        ? values.stream().map(String::valueOf).collect(Collectors.joining(","))
                        : value.toString();
                words.add(option.longestName() + "=" + quoted(text));
            }
        }
        return words.toString();
    }

    /** As a shell reads it. */
    private static String quoted(String text) {
        return text.matches("[\\w%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Refuses reports of which more are made beforehand than the heap has room for. */
    static void checkReports(long perSecond, long forSeconds) {
        long most = Runtime.getRuntime().maxMemory() / BYTES_OF_A_REPORT;
        if (perSecond * forSeconds > most) {
            throw new SettingsException(String.format(
                    Locale.ROOT,
                    "%,d reports a second for %,d seconds are more than the %,d that this JVM's heap has room for: take"
                            + " fewer, or a larger heap (SEKAT_JAVA_OPTS=-Xmx4g)",
                    perSecond,
                    forSeconds,
                    most));
        }
    }

    /** Refuses trails that the settings let end earlier. */
    static void checkHops(Settings settings, int hops) {
        int most = settings.get(SettingCatalogue.MAX_HOPS);
        if (hops > most) {
            throw new SettingsException(
                    "trails of " + hops + " hops are followed for " + most + " (--max-hops): raise it");
        }
    }

    private static void makeSureOf(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SettingsException("there can be no folder " + folder + " (--out), as " + e + ": name another");
        }
        if (!Files.isWritable(folder)) {
            throw new SettingsException("nothing can be written into folder " + folder + " (--out): name another");
        }
    }

    /**
     * Counts what these reports were to bring about and did not, and names the first of it.
     *
     * @return how much it is
     */
    final int countMissing(Collection<Incident> incidents) {
        List<Expected> gone = incidents.stream()
                .flatMap(incident -> incident.expected().stream())
                .filter(expected -> !expected.isSeen())
                .toList();
        if (!gone.isEmpty()) {
            say(gone.size() + " did not come: " + gone.stream().limit(NAMED).toList()
                    + (gone.size() > NAMED ? " and more" : ""));
        }
        missing += gone.size();
        return gone.size();
    }

    /** How much did not come so far. */
    final int missing() {
        return missing;
    }

    /** Tells a waiting person what is done now, and how long after the start. */
    final void progress(String next) {
        doing = next;
        say(next);
    }

    private void say(String line) {
        Duration since = Duration.ofNanos(System.nanoTime() - begun);
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "bench %s %02d:%02d %s%n", spec.name(), since.toMinutes(), since.toSecondsPart(), line);
        err.flush();
    }
}
