package io.sekat.cli;

import io.sekat.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that reads settings: every setting of the catalogue is an option of it. */
public abstract class SettingsCommand implements Callable<Integer> {
    private final Map<String, String> given = new HashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with settings (environment: SEKAT_CONFIG).")
    private @Nullable Path config;

    @Option(
            names = "-K",
            paramLabel = "KEY=VALUE",
            description = "A setting of the Kafka clients, e.g. -K security.protocol=SSL.")
    private final Map<String, String> kafka = new HashMap<>();

    /** The settings: defaults, configuration file, environment, options; later ones win. */
    protected final Settings settings() {
        Map<String, String> options = new HashMap<>(given);
        kafka.forEach((name, text) -> options.put("kafka." + name, text));
        return Settings.read(Optional.ofNullable(config), System.getenv(), options);
    }

    void give(String setting, String text) {
        given.put(setting, text);
    }
}
