package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.cli.CommandLines;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Commands as somebody types them, against a system that runs.
 *
 * @param settings where it runs
 * @param folder for the files that commands read
 */
public record Typed(Settings settings, Path folder) {

    /** What a command did. */
    public record Done(int exitCode, String out, String err) {
        /** The same, once it is sure that it went well. */
        public Done fine() {
            assertThat(exitCode).as(toString()).isZero();
            return this;
        }
    }

    /** Runs a command to its end. */
    public Done run(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(
                "--bootstrap-servers",
                settings.get(SettingCatalogue.BOOTSTRAP_SERVERS),
                "--registry-url",
                settings.get(SettingCatalogue.REGISTRY_URL)));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = CommandLines.of(Sekat.class);
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(words.toArray(String[]::new));
        return new Done(exitCode, out.toString(), err.toString());
    }

    /** Runs a command that reads a file. */
    public Done run(List<String> command, String content) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.add(Files.writeString(Files.createTempFile(folder, "typed", ".txt"), content)
                .toString());
        return run(words.toArray(String[]::new));
    }
}
