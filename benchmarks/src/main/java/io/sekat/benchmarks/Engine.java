package io.sekat.benchmarks;

import io.sekat.config.Settings;
import io.sekat.sandbox.ChildJvm;
import java.nio.file.Path;
import java.util.List;

/** A system that makes alerts of reports, in a process of its own. */
interface Engine {
    /** What it is called in the results. */
    String name();

    /** The consumer group whose offsets tell how far it is. */
    String group(Settings settings);

    /** That one and those that do what nothing of it waits for. */
    default List<String> groups(Settings settings) {
        return List.of(group(settings));
    }

    /** Whether it shares its work among the group's members; otherwise it only notes its offsets there. */
    boolean joinsItsGroup();

    /** How it is configured, for the results. */
    String configuration(Settings settings);

    /**
     * Starts it and returns without waiting.
     *
     * @param name of the process and of its files
     * @param folder its working folder, with its state
     * @param settings where the servers are, and what belongs to Sekat
     * @param jvmOptions of its JVM
     */
    ChildJvm launch(String name, Path folder, Settings settings, List<String> jvmOptions);
}
