package io.sekat.benchmarks;

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
        for (CommandLine measurement : measurements) {
            worst = Math.max(worst, measurement.execute(arguments(measurement)));
        }
        return worst;
    }

    private void check(CommandLine measurement) {
        try {
            measurement.parseArgs(arguments(measurement));
        } catch (ParameterException e) {
            throw new ParameterException(
                    spec.commandLine(), "bench " + measurement.getCommandName() + ": " + e.getMessage(), e);
        }
    }

    /** Those of the extent, but for what the options say otherwise. */
    private String[] arguments(CommandLine measurement) {
        List<String> said = options.stream().map(AllCommand::name).toList();
        List<String> arguments = new ArrayList<>(List.of("--out", out.toString()));
        extent.arguments(measurement.getCommandName()).stream()
                .filter(argument -> !said.contains(name(argument)))
                .forEach(arguments::add);
        arguments.addAll(options);
        return arguments.toArray(String[]::new);
    }

    private static String name(String argument) {
        return argument.substring(0, argument.contains("=") ? argument.indexOf('=') : argument.length());
    }
}
