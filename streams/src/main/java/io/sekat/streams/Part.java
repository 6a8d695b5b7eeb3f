package io.sekat.streams;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * What runs by itself in each instance of the Streams application, as a group with threads, transactions and state of
 * its own: an alert waits for no file (docs/decisions/0035).
 */
public enum Part {
    /** From reports to what banks, operators and people are asked. */
    ALERTS(""),
    /** The reports' files and cases. */
    FILES("-files");

    private final String suffix;

    Part(String suffix) {
        this.suffix = suffix;
    }

    /** Its Kafka Streams application id, which is the name of its consumer group. */
    public String group(Settings settings) {
        return settings.get(SettingCatalogue.APPLICATION_ID) + suffix;
    }

    /** The consumer groups of all parts. */
    public static List<String> groups(Settings settings) {
        return Arrays.stream(values()).map(part -> part.group(settings)).toList();
    }
}
