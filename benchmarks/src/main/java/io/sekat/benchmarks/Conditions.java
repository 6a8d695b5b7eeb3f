package io.sekat.benchmarks;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** On what and how something was measured: a figure without it says nothing. */
final class Conditions {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path LOAD = Path.of("/proc/loadavg");

    private Conditions() {}

    /** Name and value of each condition, in the order in which people read them. */
    static Map<String, String> of(Settings settings) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores, " + cpu() + ", broker, registry,"
                        + " Streams and load all on it");
        conditions.put("load before", load());
        conditions.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        conditions.put("Kafka", AppInfoParser.getVersion() + ", one node, exactly_once_v2");
        conditions.put(
                "commit interval",
                settings.get(SettingCatalogue.COMMIT_INTERVAL).toMillis() + " ms");
        conditions.put("stream threads", String.valueOf(settings.get(SettingCatalogue.STREAM_THREADS)));
        conditions.put("partitions", String.valueOf(settings.get(SettingCatalogue.PARTITIONS)));
        return conditions;
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String load() {
        try {
            return Files.readString(LOAD).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
