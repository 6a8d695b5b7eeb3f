package io.sekat.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An Apicurio schema registry in a child JVM, with its schemas and their ids in a database file of a folder. It may be
 * started again on the same folder, on another port too, after any kind of end, and it never outlives this JVM.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final String DATABASE = "registry.mv.db";

    /** The beginning of each of the two header blocks of a database file. */
    private static final String DATABASE_HEADER = "H:2,";

    private static final int HEADER_BLOCK = 4096;

    private final int port;
    private final ChildJvm child;

    private EmbeddedRegistry(int port, ChildJvm child) {
        this.port = port;
        this.child = child;
    }

    /**
     * Starts the registry and waits until it answers.
     *
     * @param dataFolder the sandbox's data folder, created if need be; the registry takes the sub-folder
     *     {@code registry}
     * @param port where it listens on 127.0.0.1, or 0 for a free port
     * @throws StartFailure if the port is taken, the data is damaged or in use, the registry is not installed, or it
     *     does not come up
     */
    public static EmbeddedRegistry start(Path dataFolder, int port) {
        return launch(dataFolder, port).awaitReady();
    }

    /**
     * The same without waiting.
     *
     * @throws StartFailure if the port is taken, the data is damaged or in use, or the registry is not installed
     */
    static EmbeddedRegistry launch(Path dataFolder, int port) {
        Path runner = RegistryHome.runnerJar();
        Path folder = folderOf(dataFolder);
        awaitUnused(dataFolder);
        checkDatabase(folder.resolve(DATABASE));
        int settled = Ports.claim(port, "schema registry", "--registry-port");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartFailure(
                    "The folder %s cannot be created: %s. Choose another with --data DIR."
                            .formatted(folder, e.getMessage()),
                    e);
        }
        ChildJvm child = ChildJvm.launch(
                "registry",
                folder,
                jvmOptions(settled),
                List.of(runner, ChildJvm.home()),
                List.of("io.quarkus.runner.GeneratedMain"));
        return new EmbeddedRegistry(settled, child);
    }

    /** The root of the registry, such as {@code http://127.0.0.1:8081}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The root of its Confluent-compatible interface. */
    public String confluentUrl() {
        return url() + "/apis/ccompat/v7";
    }

    /** The root of its own interface, which the Apicurio serdes use. */
    public String apicurioUrl() {
        return url() + "/apis/registry/v2";
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Whether the process is there. */
    public boolean isAlive() {
        return child.isAlive();
    }

    /** The process as the operating system sees it. */
    public ProcessHandle process() {
        return child.handle();
    }

    /** Where the registry's output goes. */
    public Path log() {
        return child.log();
    }

    /** Ends the registry as a crash would, for fault tests; returns when it is gone. */
    public void kill() {
        child.kill();
    }

    /** Stops the registry in order, by force after ten seconds; returns when it is gone. */
    @Override
    public void close() {
        child.close();
    }

    /**
     * Waits until the registry answers.
     *
     * @return this registry
     * @throws StartFailure if it exits or does not get there in time; it is stopped then
     */
    EmbeddedRegistry awaitReady() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PROBE_TIMEOUT)
                .build();
        HttpRequest subjects = HttpRequest.newBuilder(URI.create(confluentUrl() + "/subjects"))
                .timeout(PROBE_TIMEOUT)
                .build();
        child.awaitReady(
                () -> {
                    try {
                        return client.send(subjects, BodyHandlers.discarding()).statusCode() == 200;
                    } catch (IOException e) {
                        return false;
                    }
                },
                START_LIMIT);
        return this;
    }

    private static List<String> jvmOptions(int port) {
        return List.of(
                "-Xmx128m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                // It serves a few requests a minute: the second compiler would cost 50 MB and 2 s of start time.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.cors=false",
                // Relative to the working folder, so that no character of a path can be mistaken for an option. By
                // default a commit reaches the file half a second late: a crash would forget an id that records
                // already carry, and give it to another schema. Quarkus, not a hook of the database, closes it.
                "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:./registry;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "-Dquarkus.datasource.jdbc.initial-size=1",
                "-Dquarkus.datasource.jdbc.min-size=1",
                "-Dquarkus.datasource.jdbc.max-size=8",
                "-Dregistry.auth.enabled=false",
                "-Dregistry.enable.sentry=false",
                "-Dregistry.enable-redirects=false",
                "-Dregistry.disable.apis=/apis/ibmcompat/.*,/ui/.*",
                "-Dquarkus.banner.enabled=false",
                // Its cache would be a folder in /tmp that all users of a machine share.
                "-Dquarkus.vertx.caching=false",
                "-Dquarkus.vertx.classpath-resolving=false",
                "-Dquarkus.log.level=WARN",
                // Every request would be logged for an audit that nobody holds.
                "-Dquarkus.log.category.\"io.apicurio\".level=WARN");
    }

    private static Path folderOf(Path dataFolder) {
        return dataFolder.toAbsolutePath().normalize().resolve("registry");
    }

    /**
     * Waits until no registry uses the data.
     *
     * @throws StartFailure when one goes on using it
     */
    static void awaitUnused(Path dataFolder) {
        LockedFile.awaitReleased(folderOf(dataFolder).resolve(DATABASE), "schema registry's");
    }

    private static void checkDatabase(Path database) {
        // An empty file is what a crash in the very first moment leaves; the database takes it for a new one.
        if (!Files.exists(database) || database.toFile().length() == 0) {
            return;
        }
        try (InputStream in = Files.newInputStream(database)) {
            byte[] blocks = in.readNBytes(2 * HEADER_BLOCK);
            if (blocks.length < 2 * HEADER_BLOCK || !(isHeader(blocks, 0) || isHeader(blocks, HEADER_BLOCK))) {
                throw new StartFailure(
                        ("The schema registry's database %s is damaged: it has no valid header. Use --clean to"
                                        + " delete its data and begin anew, or choose another folder with --data DIR.")
                                .formatted(database));
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "The schema registry's database %s cannot be read: %s. Choose another folder with --data DIR."
                            .formatted(database, e.getMessage()),
                    e);
        }
    }

    private static boolean isHeader(byte[] blocks, int offset) {
        String start = new String(blocks, offset, DATABASE_HEADER.length(), StandardCharsets.ISO_8859_1);
        return start.equals(DATABASE_HEADER);
    }
}
