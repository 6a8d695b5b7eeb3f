package io.sekat.benchmarks;

import io.sekat.cli.CommandLines;
import picocli.CommandLine.Command;

/** {@code sekat bench}: all measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure, with conditions and a baseline from the same run.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            LatencyCommand.class,
            ThroughputCommand.class,
            PeersCommand.class,
            ScaleCommand.class,
            WalletCommand.class,
            JmhCommand.class,
            AllCommand.class
        })
public final class Bench {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new Bench()).execute(args));
    }
}
