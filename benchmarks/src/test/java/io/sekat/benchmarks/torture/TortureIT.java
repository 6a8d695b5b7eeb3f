package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A short run under faults, with everything that a long one has. */
class TortureIT {

    @Test
    void everythingHoldsAfterSomeSecondsOfFaults() throws Exception {
        StringWriter out = new StringWriter();

        int exitCode = CommandLines.of(new TortureCommand())
                .setOut(new PrintWriter(out))
                .execute("--seed=20", "--minutes=0.4", "--every=2.5", "--rings=0.7", "--json");

        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertThat(result.get("verdicts")).allSatisfy(verdict -> {
            assertThat(verdict.get("violations"))
                    .as(verdict.get("name").asText())
                    .isEmpty();
            assertThat(verdict.get("looked").asLong())
                    .as(verdict.get("name").asText())
                    .isPositive();
        });
        assertThat(result.get("faults"))
                .as("the fault that this seed is chosen for, as it leaves no partition with a leader")
                .anySatisfy(fault -> {
                    assertThat(fault.get("fault").asText()).isEqualTo("POWER everything");
                    assertThat(fault.get("alertsAfter").asText()).isNotEqualTo("left out");
                });
        assertThat(exitCode).isZero();
    }
}
