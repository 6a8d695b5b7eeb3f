package io.sekat.producers;

import io.sekat.cli.SettingsCommand;
import io.sekat.cli.Terminal;
import io.sekat.config.Settings;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that publishes one file: shows progress and bad rows, ends with a summary. */
abstract class PublishingCommand extends SettingsCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "File to read, gzipped or not; - reads standard input.")
    private String file = "";

    @Spec
    private @Nullable CommandSpec spec;

    /** What the file holds, for people. */
    abstract String title();

    /** Publishes the file. */
    abstract LoadSummary publish(Input input, Settings settings, LoadListener listener);

    /** The summary, for people. */
    abstract String text(LoadSummary summary);

    @Override
    public final Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        LoadConsole console = new LoadConsole(err, title(), Terminal.isAttached());
        LoadSummary summary;
        try {
            summary = publish(Input.argument(file), settings(), console);
        } catch (UnusableInput e) {
            err.println("sekat: " + e.getMessage());
            return ExitCode.USAGE;
        } finally {
            console.end();
        }
        summary.firstFailure().ifPresent(failure -> err.println("sekat: " + failure));
        out.println(text(summary));
        return summary.isClean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
