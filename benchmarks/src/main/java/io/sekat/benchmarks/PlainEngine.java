package io.sekat.benchmarks;

import io.sekat.benchmarks.plain.PlainJoin;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.sandbox.ChildJvm;
import io.sekat.sandbox.SekatProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The plain Kafka Streams DSL. */
record PlainEngine(PlainJoin.Tuning tuning) implements Engine {
    @Override
    public String name() {
        return "Streams DSL, " + tuning.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String group(Settings settings) {
        return PlainJoin.GROUP;
    }

    @Override
    public boolean joinsItsGroup() {
        return true;
    }

    @Override
    public String configuration(Settings settings) {
        return switch (tuning) {
            case DEFAULTS -> "nothing set: at least once, commit every 30 s, cache of 10 MB, one thread";
            case LOW_LATENCY ->
                "exactly_once_v2, commit every "
                        + settings.get(SettingCatalogue.COMMIT_INTERVAL).toMillis() + " ms, no cache, "
                        + settings.get(SettingCatalogue.STREAM_THREADS) + " threads, poll and linger 5 ms";
        };
    }

    @Override
    public ChildJvm launch(String name, Path folder, Settings settings, List<String> jvmOptions) {
        Path file = SekatProcess.settingsFile(name, folder, settings);
        return ChildJvm.launch(
                name,
                folder,
                jvmOptions,
                ChildJvm.ownClassPath(),
                List.of(
                        PlainJoin.class.getName(),
                        file.toString(),
                        folder.resolve("state").toString(),
                        tuning.name()));
    }
}
