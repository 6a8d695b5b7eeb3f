package io.sekat.benchmarks.flink;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.serdes.AvroSerdes;
import java.io.Serializable;
import java.util.Map;

/**
 * Where broker and registry are; travels with the job's functions.
 *
 * @param bootstrap the brokers
 * @param registry root of the registry
 */
record Servers(String bootstrap, String registry) implements Serializable {
    static Servers of(Settings settings) {
        return new Servers(
                settings.get(SettingCatalogue.BOOTSTRAP_SERVERS), settings.get(SettingCatalogue.REGISTRY_URL));
    }

    AvroSerdes serdes() {
        return AvroSerdes.of(Settings.defaults().with(Map.of(SettingCatalogue.REGISTRY_URL.name(), registry)));
    }
}
