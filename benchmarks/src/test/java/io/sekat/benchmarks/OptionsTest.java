package io.sekat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.torture.TortureCommand;
import io.sekat.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What makes no sense is said before anything is measured. */
class OptionsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latency --rates=50,-5",
                "latency --rates=0",
                "latency --rates=abc",
                "latency --seconds=0",
                "latency --warm-up=-1",
                "throughput --backlog=0",
                "scale --directory=0",
                "scale --failover-standbys=-1",
                "scale --trail=1.5",
                "peers --checkpoints=0",
                "wallet --wallets=0",
                "jmh --forks=-1",
                "peers --accounts=99999999999"
            })
    void aNumberThatMakesNoSenseIsNamedWithItsOption(String arguments) {
        String option = arguments.substring(arguments.indexOf("--"), arguments.indexOf('='));
        String value = arguments.substring(arguments.lastIndexOf(arguments.contains(",") ? ',' : '=') + 1);

        assertThat(refusal(new Bench(), arguments.split(" ")))
                .contains(option, "'" + value + "'", "a whole number from ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--minutes=0", "--minutes=-1", "--every=0", "--rings=x", "--rings=NaN", "--minutes=1e99"})
    void aTortureOfNothingIsRefused(String argument) {
        String option = argument.substring(0, argument.indexOf('='));

        assertThat(refusal(new TortureCommand(), argument)).contains(option, "is not a number above 0");
    }

    @Test
    void moreThanFitsIntoTheHeapIsRefused() {
        assertThat(refusal(new TortureCommand(), "--minutes=1000", "--rings=1000"))
                .contains("60,000,000 rings", "SEKAT_JAVA_OPTS=-Xmx");
    }

    @Test
    void aFolderThatCannotBeIsSaidBeforeAnythingIsMeasured() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(refusal(new Bench(), "latency", "--out", file.resolve("in").toString()))
                .contains("--out", file.toString(), "name another")
                .doesNotContain("bench latency");
    }

    private static String refusal(Object command, String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine line = CommandLines.of(command).setErr(new PrintWriter(said, true));

        assertThat(line.execute(arguments)).isEqualTo(2);
        return said.toString();
    }
}
