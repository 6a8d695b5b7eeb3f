package io.sekat.benchmarks;

import io.sekat.config.Setting;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.sandbox.MendedKafka;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** On what and how something was measured: a figure without it says nothing. */
final class Conditions {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final long MEBI = 1 << 20;

    /** Names of settings whose values nobody writes into a result. */
    private static final Pattern SECRET = Pattern.compile("password|jaas|secret|token|credential|keystore.key");

    /** Each run starts servers and folders of its own, whatever these say. */
    static final List<Setting<?>> CHOSEN =
            List.of(SettingCatalogue.BOOTSTRAP_SERVERS, SettingCatalogue.REGISTRY_URL, SettingCatalogue.STATE_DIR);

    private Conditions() {}

    /** Name and value of each condition of the machine and of the libraries, in the order in which people read them. */
    static Map<String, String> ofMachine() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.put("commit", System.getProperty("sekat.commit", "unknown"));
        conditions.put(
                "machine", Runtime.getRuntime().availableProcessors() + " cores, " + cpu() + ", " + memory() + " MiB");
        conditions.put("load before", load());
        conditions.put("speed before", Speed.now());
        conditions.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        return conditions;
    }

    /** The same, with what belongs to a broker and a system on it. */
    static Map<String, String> of(Settings settings, List<String> jvmOptions) {
        Map<String, String> conditions = ofMachine();
        conditions.put("on the machine", "one broker, registry, the measured system and the load, a process each");
        conditions.put("Kafka", MendedKafka.version() + ", exactly_once_v2 unless a row says otherwise");
        conditions.put("JVM of the system", String.join(" ", jvmOptions));
        conditions.put(
                "commit interval",
                settings.get(SettingCatalogue.COMMIT_INTERVAL).toMillis() + " ms");
        conditions.put("stream threads", String.valueOf(settings.get(SettingCatalogue.STREAM_THREADS)));
        conditions.put("partitions", String.valueOf(settings.get(SettingCatalogue.PARTITIONS)));
        return conditions;
    }

    /** The same for rows to which nothing more came: that is to be read first. */
    static Map<String, String> incomplete(Map<String, String> conditions, String doing, Exception thrown) {
        Map<String, String> more = new LinkedHashMap<>();
        String why = thrown.toString().lines().findFirst().orElse("");
        more.put(
                "incomplete",
                "ended while " + doing + " (" + why + "); rows of that and of what comes after are missing");
        more.putAll(conditions);
        return more;
    }

    /** Every setting of a run by name, but for what must not be shown and what the run itself chooses. */
    static Map<String, String> settings(Settings settings) {
        Map<String, String> shown = new TreeMap<>(settings.asFile());
        shown.keySet().removeIf(name -> SECRET.matcher(name).find());
        CHOSEN.forEach(setting -> shown.remove(setting.name()));
        return shown;
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

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() / MEBI
                : 0;
    }

    private static String load() {
        try {
            return Files.readString(LOAD).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
