package io.sekat.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.cli.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoadCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void aMissingFileIsWrongUsageAndIsNamed() {
        assertThat(run(new LoadCommand(), "accounts", "/nowhere/a.csv")).isEqualTo(2);
        assertThat(err).hasToString("sekat: /nowhere/a.csv: there is no such file" + System.lineSeparator());
    }

    @Test
    void aMissingReportFileIsWrongUsageAndIsNamed() {
        assertThat(run(new ReportCommand(), "/nowhere/r.ndjson")).isEqualTo(2);
        assertThat(err.toString()).contains("/nowhere/r.ndjson");
    }

    @Test
    void aMissingColumnIsWrongUsageBeforeAnythingIsConnected(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.csv"), "participant_id,kind,name\n");

        assertThat(run(new LoadCommand(), "participants", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(file + ": column aliases is missing: found participant_id, kind, name; expected");
    }

    @Test
    void aFolderIsWrongUsage(@TempDir Path folder) {
        assertThat(run(new LoadCommand(), "phones", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(folder.toString());
    }

    @Test
    void loadAloneIsWrongUsage() {
        assertThat(run(new LoadCommand())).isEqualTo(2);
    }

    private int run(Object command, String... arguments) {
        CommandLine commandLine = CommandLines.of(command);
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
