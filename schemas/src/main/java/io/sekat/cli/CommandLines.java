package io.sekat.cli;

import io.sekat.config.Setting;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.SettingsException;
import io.sekat.serdes.RegistryUnavailable;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Makes command lines: every setting is an option of every command that reads settings, every option has an environment
 * variable, and errors end in exit code 1 (failed) or 2 (wrong usage) with a message for people.
 */
public final class CommandLines {
    private CommandLines() {}

    /** The command line of a root command, its sub-commands included. */
    public static CommandLine of(Object root) {
        CommandLine commandLine = new CommandLine(root);
        prepare(commandLine, System.getenv());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionStrategy(CommandLines::run);
        commandLine.setExecutionExceptionHandler((thrown, failed, parsed) -> {
            failed.getErr().println(failed.getColorScheme().errorText("sekat: " + message(thrown)));
            return thrown instanceof SettingsException
                    ? failed.getCommandSpec().exitCodeOnInvalidInput()
                    : failed.getCommandSpec().exitCodeOnExecutionException();
        });
        return commandLine;
    }

    /** Also what a command printed last, which need not end in println. */
    private static int run(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            parsed.asCommandLineList().forEach(line -> {
                line.getOut().flush();
                line.getErr().flush();
            });
        }
    }

    private static String message(Exception thrown) {
        if (thrown instanceof org.apache.kafka.common.errors.TimeoutException) {
            return "the broker did not answer in time (" + thrown.getMessage()
                    + "). Is it running, and is --bootstrap-servers right? './sekat up' starts one.";
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailable) { // Kafka says only where the record is that could not be read
                return cause.getMessage()
                        + ". Is it running, and is --registry-url the address that it begins with, without /apis?";
            }
        }
        String message = thrown.getMessage();
        boolean forPeople = thrown instanceof SettingsException
                || thrown instanceof KafkaException
                || (message != null && message.length() > 20);
        return forPeople && message != null ? message : thrown.toString();
    }

    private static void prepare(CommandLine commandLine, Map<String, String> environment) {
        CommandSpec spec = commandLine.getCommandSpec();
        if (spec.userObject() instanceof SettingsCommand command) {
            SettingCatalogue.all().forEach(setting -> spec.addOption(option(setting, command)));
        }
        commandLine.setDefaultValueProvider(new FromEnvironment(environment));
        commandLine.getSubcommands().values().forEach(child -> prepare(child, environment));
    }

    private static OptionSpec option(Setting<?> setting, SettingsCommand command) {
        ISetter setter = new ISetter() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> @Nullable T set(T text) {
                if (text != null) {
                    command.give(setting.name(), text.toString());
                }
                return null;
            }
        };
        return OptionSpec.builder("--" + setting.name())
                .type(String.class)
                .paramLabel("VALUE")
                .description(setting.meaning().replace("%", "%%") + " Default: " + setting.defaultText())
                .setter(setter)
                .build();
    }

    /** Options that are no settings, from SEKAT_ and their name; settings read the environment themselves. */
    private record FromEnvironment(Map<String, String> environment) implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            if (!(argument instanceof OptionSpec option)
                    || !option.longestName().startsWith("--")) {
                return null;
            }
            String name = option.longestName().substring(2);
            return SettingCatalogue.named(name).isPresent()
                    ? null
                    : environment.get("SEKAT_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
