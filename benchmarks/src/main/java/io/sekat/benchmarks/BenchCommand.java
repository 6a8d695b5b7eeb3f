package io.sekat.benchmarks;

import io.sekat.benchmarks.results.Result;
import io.sekat.cli.SettingsCommand;
import io.sekat.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A measurement: prints its tables, or JSON, and writes all into a folder where one is named. */
abstract class BenchCommand extends SettingsCommand {
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
            defaultValue = "-Xmx1g -XX:+UseG1GC",
            description = "Options for the JVM of the measured system. Default: ${DEFAULT-VALUE}")
    private String appJvm = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Measures.
     *
     * @param settings what the commands' options say
     */
    abstract Measured measure(Settings settings) throws Exception;

    /**
     * What came of it.
     *
     * @param result the figures
     * @param isSound whether all that was expected came; if not, the figures are not to be believed
     */
    record Measured(Result result, boolean isSound) {}

    /** Options of the measured system's JVM. */
    final List<String> jvmOptions() {
        return List.of(appJvm.strip().split("\\s+"));
    }

    @Override
    public final Integer call() throws Exception {
        Measured measured = measure(settings());
        PrintWriter print = spec.commandLine().getOut();
        print.println(json ? measured.result().json() : measured.result().text());
        print.flush();
        if (out != null) {
            measured.result().write(out);
        }
        return measured.isSound() ? 0 : 1;
    }

    /** Tells a waiting person what is done now. */
    final void progress(String doing) {
        System.err.println("bench " + spec.name() + ": " + doing);
    }
}
