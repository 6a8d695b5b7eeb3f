package io.sekat.benchmarks;

import io.sekat.config.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sekat bench all}: every measurement, one after the other. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description = "Every measurement, one after the other. The machine should have nothing else to do.")
final class AllCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "docs/performance",
            description = "Folder for JSON, tables and plots. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("");

    @Option(
            names = "--extent",
            defaultValue = "FULL",
            description = "SMOKE: see that each measurement works, minutes; SHORT: figures to go by, less than an hour;"
                    + " FULL: the defaults of each measurement, hours. Default: ${DEFAULT-VALUE}")
    private Extent extent = Extent.FULL;

    @Parameters(
            paramLabel = "OPTION",
            description = "After --, options that all measurements have, such as -- --app-jvm=-Xmx2g.")
    private List<String> options = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<CommandLine> measurements = spec.commandLine().getParent().getSubcommands().values().stream()
                .filter(measurement -> measurement.getCommand() instanceof BenchCommand)
                .toList();
        measurements.forEach(this::check); // not only after hours
        int worst = 0;
        try (OnSignal signal = new OnSignal()) {
            for (CommandLine measurement : measurements) {
                worst = Math.max(worst, measurement.execute(arguments(measurement)));
                if (signal.isAsked()) {
                    return 1; // not only the one that was at work
                }
            }
        }
        return worst;
    }

    private void check(CommandLine measurement) {
        try {
            measurement.parseArgs(arguments(measurement));
            measurement.<BenchCommand>getCommand().checked();
        } catch (ParameterException | SettingsException e) {
            throw new ParameterException(
                    spec.commandLine(), "bench " + measurement.getCommandName() + ": " + e.getMessage(), e);
        }
    }

    private String[] arguments(CommandLine measurement) {
        List<String> arguments = new ArrayList<>(List.of("--out", out.toString()));
        arguments.addAll(extent.arguments(measurement.getCommandName()));
        arguments.addAll(options);
        return arguments.toArray(String[]::new);
    }
}
