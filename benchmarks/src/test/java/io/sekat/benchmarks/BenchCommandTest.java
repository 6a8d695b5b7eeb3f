package io.sekat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.benchmarks.results.Result;
import io.sekat.benchmarks.results.Section;
import io.sekat.cli.CommandLines;
import io.sekat.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class BenchCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    /** Measures so many rows and ends early, as a broker that is gone makes it. */
    @Command(name = "sample")
    private static final class Failing extends BenchCommand {
        private final int rowsBefore;
        private final List<Map<String, Object>> rows = new ArrayList<>();

        Failing(int rowsBefore) {
            this.rowsBefore = rowsBefore;
        }

        @Override
        Map<String, String> conditions(Settings settings) {
            return Map.of("machine", "none");
        }

        @Override
        void measure(Settings settings) {
            for (int row = 1; row <= rowsBefore; row++) {
                rows.add(Map.of("row", row));
            }
            progress("measuring the last row");
            throw new IllegalStateException("the broker is gone, as it happens\nand more of that");
        }

        @Override
        Result result(Settings settings, Map<String, String> conditions) {
            return new Result("sample", "Sample", conditions, Map.of(), List.of(new Section("Rows", rows)), Map.of());
        }
    }

    @Test
    void rowsOutliveALateFailureAndSayWhatIsMissing() throws Exception {
        assertThat(run(new Failing(2))).isEqualTo(1);

        JsonNode written = new ObjectMapper().readTree(Files.readString(folder.resolve("sample.json")));
        assertThat(written.at("/sections/0/rows")).hasSize(2);
        assertThat(written.at("/conditions/incomplete").asText())
                .contains("measuring the last row", "the broker is gone", "missing")
                .doesNotContain("and more of that");
        assertThat(err.toString()).contains("sekat: the broker is gone");
    }

    @Test
    void anEarlierResultStaysWhereNothingWasMeasured() {
        assertThat(run(new Failing(0))).isEqualTo(1);

        assertThat(folder).isEmptyDirectory();
    }

    private int run(BenchCommand command) {
        return CommandLines.of(command)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute("--out", folder.toString());
    }
}
