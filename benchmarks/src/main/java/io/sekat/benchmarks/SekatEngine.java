package io.sekat.benchmarks;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.sandbox.ChildJvm;
import io.sekat.sandbox.SekatProcess;
import io.sekat.streams.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code sekat streams}, as it is run. */
final class SekatEngine implements Engine {
    @Override
    public String name() {
        return "Sekat";
    }

    @Override
    public String group(Settings settings) {
        return Part.ALERTS.group(settings);
    }

    @Override
    public List<String> groups(Settings settings) {
        return Part.groups(settings);
    }

    @Override
    public boolean joinsItsGroup() {
        return true;
    }

    @Override
    public String configuration(Settings settings) {
        return "as it is: exactly_once_v2, commit every "
                + settings.get(SettingCatalogue.COMMIT_INTERVAL).toMillis() + " ms, "
                + settings.get(SettingCatalogue.STREAM_THREADS) + " threads; all its rules, trails and files included";
    }

    @Override
    public ChildJvm launch(String name, Path folder, Settings settings, List<String> jvmOptions) {
        return SekatProcess.launch(
                name,
                folder,
                settings.with(Map.of(
                        SettingCatalogue.STATE_DIR.name(),
                        folder.resolve("state").toString())),
                jvmOptions,
                List.of("streams"));
    }
}
