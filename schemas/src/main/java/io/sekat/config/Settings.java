package io.sekat.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of one process: the catalogue's defaults, under a configuration file, under the environment, under the
 * command line. Immutable; every value was checked when it was read.
 *
 * <p>Settings that begin with {@code kafka.} (in the environment {@code SEKAT_KAFKA_}) pass through to the Kafka
 * clients.
 */
public final class Settings {
    private static final String KAFKA = "kafka.";
    private static final String KAFKA_VARIABLE = "SEKAT_KAFKA_";

    private final Map<String, Object> values;
    private final Map<String, String> texts;
    private final Map<String, String> kafka;

    private Settings(Layers layers) {
        this.values = Map.copyOf(layers.values);
        this.texts = Map.copyOf(layers.texts);
        this.kafka = Map.copyOf(layers.kafka);
    }

    /** What the layers read so far say, by name: each setting's value and its text, and what is for the Kafka clients. */
    private record Layers(Map<String, Object> values, Map<String, String> texts, Map<String, String> kafka) {
        void set(String name, String text, String where) {
            if (name.startsWith(KAFKA)) {
                kafka.put(name.substring(KAFKA.length()), text);
                return;
            }
            Setting<?> setting = SettingCatalogue.named(name)
                    .orElseThrow(() -> new SettingsException("there is no setting '" + name + "' (" + where
                            + "). docs/configuration.md lists all; what is for the Kafka clients begins with kafka."));
            values.put(name, setting.parse(text, where));
            texts.put(name, text);
        }
    }

    /** The defaults alone. */
    public static Settings defaults() {
        return read(Optional.empty(), Map.of(), Map.of());
    }

    /**
     * Reads all layers.
     *
     * @param file a properties file in UTF-8; empty: none
     * @param environment the process's environment; only variables that begin with {@code SEKAT_} are read
     * @param options settings given on the command line, by name
     * @throws SettingsException when the file cannot be read, a name is not known or a value is not allowed
     */
    public static Settings read(Optional<Path> file, Map<String, String> environment, Map<String, String> options) {
        Layers layers = new Layers(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (Setting<?> setting : SettingCatalogue.all()) {
            layers.set(setting.name(), setting.defaultText(), "default");
        }
        file.ifPresent(path ->
                properties(path).forEach((name, text) -> layers.set((String) name, (String) text, "in " + path)));
        environment.forEach((variable, text) -> {
            if (variable.startsWith(KAFKA_VARIABLE)) {
                String name = variable.substring(KAFKA_VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                layers.kafka.put(name, text);
            }
        });
        for (Setting<?> setting : SettingCatalogue.all()) {
            String text = environment.get(setting.environmentVariable());
            if (text != null) {
                layers.set(setting.name(), text, "in the environment: " + setting.environmentVariable());
            }
        }
        options.forEach((name, text) -> layers.set(name, text, "on the command line"));
        return new Settings(layers);
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked") // each value was made by the parser of its own setting
    public <T> T get(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting.name()), "every setting has a default");
    }

    /** These settings with some replaced, each given as a text by name. */
    public Settings with(Map<String, String> replaced) {
        Layers layers = new Layers(new HashMap<>(values), new HashMap<>(texts), new HashMap<>(kafka));
        replaced.forEach((name, text) -> layers.set(name, text, "set by the program"));
        return new Settings(layers);
    }

    /** All of them as a configuration file would have them, for another process. */
    public Map<String, String> asFile() {
        Map<String, String> file = new TreeMap<>(texts);
        kafka.forEach((name, text) -> file.put(KAFKA + name, text));
        return file;
    }

    /**
     * Properties for a Kafka client: where the brokers are, and what passes through to every client.
     *
     * @param clientId name of the client in logs and metrics
     */
    public Map<String, Object> kafkaClient(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", get(SettingCatalogue.BOOTSTRAP_SERVERS));
        config.put("client.id", clientId);
        config.putAll(kafka);
        return config;
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("cannot read the configuration file " + file + ": " + e
                    + ". Name an existing properties file with --config.");
        }
        return properties;
    }
}
