package io.sekat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A short run of the measurement: that every trail is seen to its end, not how fast. */
class TrailCommandIT {

    @Test
    void seesEveryTrailToItsLastHoldAndSaysUnderWhatConditions() throws Exception {
        StringWriter out = new StringWriter();
        CommandLine commandLine = CommandLines.of(Bench.class).setOut(new PrintWriter(out));

        int exitCode = commandLine.execute(
                "trail", "--reports=5", "--hops=3", "--transfers=100", "--warm-up=1", "--seconds=3", "--json");

        assertThat(exitCode).isZero();
        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertThat(result.get("conditions").fieldNames())
                .toIterable()
                .contains("machine", "load before", "Java", "Kafka", "commit interval");
        List<JsonNode> figures = result.get("figures").findParents("hops");
        assertThat(figures).hasSize(1 + 2 * 3).allSatisfy(row -> {
            assertThat(row.get("trails").asLong()).isPositive();
            assertThat(row.get("missing").asLong()).isZero();
        });
    }
}
