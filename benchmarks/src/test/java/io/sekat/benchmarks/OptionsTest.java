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
import org.junit.jupiter.params.provider.CsvSource;
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
                .contains("60,000,000 rings", "22,500,256 MB", "SEKAT_JAVA_OPTS=-Xmx28125440m");
    }

    @Test
    void moreInstancesThanAddressesAreRefused() {
        assertThat(refusal(new TortureCommand(), "--minutes=1", "--instances=51"))
                .contains("51 instances (--instances) are too many", "50 or fewer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency --hops=6 | 6 hops are followed for 5 (--max-hops)",
                "throughput --max-hops=4 | 5 hops are followed for 4 (--max-hops)",
                "latency --rates=100000 --seconds=100000 | 100,000 reports a second",
                "latency --rates=50 --warm-up=50000000 | for 50,000,000 seconds",
                "throughput --reports=1000000 --seconds=1000000 | SEKAT_JAVA_OPTS",
                "scale --trail=10,20000 | --trail is [10, 20000]",
                "scale --failover-standbys=0,2 | --failover-standbys [0, 2]",
                "scale --reports=1 --failover-seconds=5 | too few to see an instance die",
                "latency --rates=, | nothing is named by --rates",
                "jmh --only=[ | '[' (--only) is no regular expression",
                "peers --with=flink-stack | expected dsl, dsl-defaults, flink, flink-unaligned or flink-heap",
                "wallet --payments=49,100 | got [49, 100] (--payments)",
                "latency --bootstrap-servers=elsewhere:9092 | leave out --bootstrap-servers",
                "all --extent=SHORT -- --seconds=5 | bench latency: option '--seconds' (<seconds>) should be specified only once",
                "all -- --partitions=1 | bench scale: 50 reports/s for 60 s on 1 partitions are too few",
                "latency -K bootstrap.servers=elsewhere:9092 | leave out kafka.bootstrap.servers",
                "all -- --wallets=3 | bench latency: Unknown option: '--wallets=3'",
            })
    void whatMakesNoSenseTogetherIsSaidBeforeAnythingIsStarted(String arguments, String said) {
        assertThat(refusal(new Bench(), arguments.split(" "))).contains(said).doesNotContain("when: ");
    }

    @Test
    void noOptionsOfAJvmAreNoOption() {
        assertThat(BenchCommand.jvmOptions(" ")).isEmpty();
        assertThat(BenchCommand.jvmOptions(" -Xmx1g  -Xint ")).containsExactly("-Xmx1g", "-Xint");
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
