package io.sekat.benchmarks;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.sandbox.ChildJvm;
import io.sekat.sandbox.SekatProcess;
import io.sekat.sandbox.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Flink job, with the libraries of its own folder.
 *
 * @param checkpoints time between checkpoints
 * @param tuning what is set otherwise than in its other runs
 */
record FlinkEngine(Duration checkpoints, Tuning tuning) implements Engine {
    private static final String LIBRARIES = "sekat.flink.lib";
    /** Its names stand in the module of the job, whose libraries are not on this class path. */
    private static final String MAIN = "io.sekat.benchmarks.flink.JoinJob";

    private static final String GROUP = "peer-flink";

    /** What Flink's documentation offers for low latency, where one excludes the other. */
    enum Tuning {
        /** State in RocksDB, of which a checkpoint writes what is new. */
        ROCKSDB("", false, "rocksdb", "RocksDB with incremental checkpoints"),
        /** The same; a checkpoint overtakes what waits between operators, in place of waiting for it. */
        UNALIGNED("unaligned ", true, "rocksdb", "RocksDB with incremental checkpoints"),
        /** State in the heap, where access is faster; a checkpoint writes all of it. */
        HEAP("heap state, ", false, "hashmap", "state in the heap, all of it written at each checkpoint");

        private final String title;
        private final boolean isUnaligned;
        private final String backend;
        private final String state;

        Tuning(String title, boolean isUnaligned, String backend, String state) {
            this.title = title;
            this.isUnaligned = isUnaligned;
            this.backend = backend;
            this.state = state;
        }
    }

    /** What Flink's own start scripts open. */
    private static final List<String> OPENED = List.of(
            "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.text=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

    @Override
    public String name() {
        return "Flink, %scheckpoint %d ms".formatted(tuning.title, checkpoints.toMillis());
    }

    @Override
    public String group(Settings settings) {
        return GROUP;
    }

    @Override
    public boolean joinsItsGroup() {
        return false;
    }

    @Override
    public String configuration(Settings settings) {
        return "Flink " + version("flink-core") + " with the clients of Kafka " + version("kafka-clients")
                + ", exactly-once sink, "
                + (tuning.isUnaligned ? "unaligned " : "") + "checkpoint every " + checkpoints.toMillis() + " ms, "
                + tuning.state + ", objects reused, buffer timeout 5 ms, parallelism "
                + settings.get(SettingCatalogue.STREAM_THREADS) + ", one process";
    }

    @Override
    public ChildJvm launch(String name, Path folder, Settings settings, List<String> jvmOptions) {
        Path file = SekatProcess.settingsFile(name, folder, settings);
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(OPENED);
        return ChildJvm.launch(
                name,
                folder,
                options,
                libraries(),
                List.of(
                        MAIN,
                        file.toString(),
                        folder.toAbsolutePath().resolve("state").toString(),
                        String.valueOf(checkpoints.toMillis()),
                        String.valueOf(tuning.isUnaligned),
                        tuning.backend));
    }

    /** What stands after the name of a library. */
    private static String version(String library) {
        Pattern jar = Pattern.compile(Pattern.quote(library) + "-(\\d.*)\\.jar");
        return libraries().stream()
                .map(path -> jar.matcher(path.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("?");
    }

    private static List<Path> libraries() {
        Path lib = Path.of(System.getProperty(LIBRARIES, "benchmarks-flink/target/lib"));
        try (Stream<Path> jars = Files.list(lib)) {
            List<Path> path =
                    new ArrayList<>(jars.map(Path::toAbsolutePath).sorted().toList());
            path.add(ChildJvm.home());
            return path;
        } catch (IOException e) {
            throw new StartFailure(
                    "The libraries of the Flink job are not in " + lib + ": build the module benchmarks-flink with"
                            + " './mvnw -DskipTests package', or name their folder with -D" + LIBRARIES + "=DIR.",
                    e);
        }
    }
}
