package io.sekat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of each measurement: that all that was reported is seen, and what is written; not how fast. */
class BenchIT {
    @TempDir
    private Path folder;

    @Test
    void latencyHasARowForEachKindOfAlertAtEachRateAndAfterAStart() throws Exception {
        JsonNode result = smoke("latency", "--transfers=50");

        assertThat(texts(result, 0, "what"))
                .containsSubsequence("bare broker", "WATCH", "HOLD", "FREEZE", "BLOCK", "last hold of 5 hops")
                .hasSize(2 * 6);
        assertThat(texts(result, 1, "what")).contains("WATCH", "HOLD", "BLOCK", "last hold of 5 hops");
        assertThat(rows(result, 2))
                .hasSize(2)
                .allSatisfy(
                        row -> assertThat(row.get("streamsCores").asDouble()).isPositive());
        assertThat(result.get("conditions").get("command").asText())
                .startsWith("./sekat bench latency ")
                .contains(" --rates=10,20 ", " --hops=5 ", " --transfers=50 ", " --app-jvm=-Xmx512m ");
        assertThat(folder.resolve("latency.md")).content().contains("| command | ./sekat bench latency ");
        assertThat(folder.resolve("latency-median.svg")).exists();
    }

    @Test
    void throughputCountsWhatWentThroughAndWhatItCost() throws Exception {
        JsonNode result = smoke("throughput");

        assertThat(texts(result, 0, "what"))
                .hasSize(5)
                .containsSubsequence(
                        "directory rows, right after the start",
                        "directory rows, as many again",
                        "transfers, as many as it takes",
                        "transfers, 200/s asked for");
        assertThat(rows(result, 0).get(2).get("what").asText()).isEqualTo("bare broker, directory rows");
        assertThat(rows(result, 0).get(2).get("timesBare").asDouble()).isEqualTo(1);
        assertThat(rows(result, 0)).allSatisfy(row -> {
            assertThat(row.get("perSecond").asDouble()).isPositive();
            assertThat(row.get("streamsCpuSecondsPerMillion").asDouble()).isPositive();
            assertThat(row.get("brokerCpuSecondsPerMillion").asDouble()).isPositive();
        });
        assertThat(rows(result, 1).stream()
                        .filter(row -> row.get("part").asText().contains("fund-transfers")))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.get("offsetsPerSecond").asDouble()).isPositive());
        assertThat(rows(result, 2).get(0).get("bytesPerTransfer").asDouble()).isBetween(20.0, 500.0);
    }

    @Test
    void peersAskForTheSameAsSekat() throws Exception {
        JsonNode result = smoke("peers");

        assertThat(texts(result, 0, "system"))
                .contains("Sekat", "Streams DSL, low latency", "Flink, checkpoint 100 ms");
        assertThat(texts(result, 1, "beside")).hasSize(3);
        assertThat(rows(result, 2).get(0).get("timesSekatCoresAt20").asDouble()).isEqualTo(1);
        assertThat(rows(result, 2).get(2).get("timesSekatCoresAt20").asDouble()).isPositive();
        assertThat(rows(result, 3)).hasSize(3).allSatisfy(row -> {
            assertThat(row.get("subjects").asInt()).isGreaterThan(100);
            assertThat(row.get("differences").asText()).isEqualTo("none");
            assertThat(row.get("missing").asInt()).isZero();
        });
    }

    @Test
    void scaleMeasuresWhatGrowsAndWhatHappensWhenAnInstanceDies() throws Exception {
        JsonNode result = smoke("scale");

        assertThat(texts(result, 0, "grows")).containsExactly("transfers in the window");
        assertThat(rows(result, 0)).allSatisfy(row -> {
            assertThat(row.get("stateMiB").asDouble()).isPositive();
            assertThat(row.get("restartSeconds").asDouble()).isPositive();
            assertThat(row.get("afterKillSeconds").asDouble()).isPositive();
            assertThat(row.get("restoreSeconds").asDouble()).isPositive();
            assertThat(row.get("missing").asInt()).isZero();
        });
        assertThat(rows(result, 1)).singleElement().satisfies(row -> {
            assertThat(row.get("accounts").asInt()).isEqualTo(12);
            assertThat(row.get("lastHoldTimesBare").asDouble()).isPositive();
            assertThat(row.get("complete").asInt()).isEqualTo(row.get("trails").asInt());
        });
        assertThat(rows(result, 2)).singleElement().satisfies(row -> {
            assertThat(row.get("holdLongestSeconds").asDouble()).isPositive();
            assertThat(row.get("holdLongestTimesBare").asDouble()).isPositive();
            assertThat(row.get("bareLongestSeconds").asDouble())
                    .as("the brokers wait for ten seconds before somebody else takes over")
                    .isGreaterThan(2);
            assertThat(row.get("missing").asInt()).isZero();
        });
        for (String plot : List.of("window", "trail")) {
            assertThat(folder.resolve("scale-" + plot + ".svg")).content().contains("<circle");
        }
        assertThat(folder.resolve("scale-failover.svg")).content().contains(">HOLD<", ">bare group<");
    }

    @Test
    void walletSeesTheAccountTheHoldsAndTheOthers() throws Exception {
        JsonNode result = smoke("wallet");

        assertThat(texts(result, 0, "payments")).containsExactly("60", "60", "60", "60", "500", "500", "500", "500");
        assertThat(texts(result, 0, "what"))
                .containsExactly(
                        "the account itself",
                        "holds where its money went",
                        "others before",
                        "others from then on",
                        "the account itself",
                        "holds where its money went",
                        "others before",
                        "others from then on");
        assertThat(rows(result, 0))
                .allSatisfy(row -> assertThat(row.get("missing").asInt()).isZero());
        assertThat(folder.resolve("wallet-growth.svg")).exists();
    }

    @Test
    void jmhTellsTimeAndAllocation() throws Exception {
        JsonNode result =
                smoke("jmh", "--only=(DeciderBenchmark.number|SerdeBenchmark.readTransfer|ReplayBenchmark.clean).*");

        assertThat(rows(result, 0)).hasSize(4).allSatisfy(row -> {
            assertThat(row.get("microsPerOp").asDouble()).isPositive();
            assertThat(row.get("bytesPerOp").asLong()).isPositive();
        });
    }

    /** As {@code bench all --extent SMOKE} does, with further options. */
    private JsonNode smoke(String measurement, String... further) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(measurement));
        arguments.addAll(Extent.SMOKE.arguments(measurement));
        arguments.addAll(List.of(further));
        arguments.addAll(List.of("--json", "--out", folder.toString(), "--app-jvm=-Xmx512m"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter(); // names what did not come, or why it ended

        int exitCode = CommandLines.of(Bench.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));

        assertThat(exitCode).as(err.toString() + out).isZero();
        JsonNode printed = new ObjectMapper().readTree(out.toString());
        assertThat(printed.get("conditions").fieldNames())
                .toIterable()
                .contains("when", "commit", "machine", "load before", "Java");
        assertThat(new ObjectMapper().readTree(Files.readString(folder.resolve(measurement + ".json"))))
                .isEqualTo(printed);
        return printed;
    }

    private static List<JsonNode> rows(JsonNode result, int section) {
        List<JsonNode> rows = new ArrayList<>();
        result.at("/sections/" + section + "/rows").forEach(rows::add);
        return rows;
    }

    private static List<String> texts(JsonNode result, int section, String column) {
        return rows(result, section).stream()
                .map(row -> row.get(column).asText())
                .toList();
    }
}
