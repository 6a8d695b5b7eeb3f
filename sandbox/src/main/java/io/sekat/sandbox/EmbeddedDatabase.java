package io.sekat.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A PostgreSQL server with its data in a folder, looked after by a child JVM. It may be started again on the same folder,
 * on another port too, after any kind of end, and it never outlives this JVM.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
    private static final int PROBE_SECONDS = 2;

    private final Path data;
    private final int port;
    private final ChildJvm child;

    private EmbeddedDatabase(Path data, int port, ChildJvm child) {
        this.data = data;
        this.port = port;
        this.child = child;
    }

    private static Path folderOf(Path dataFolder) {
        return dataFolder.toAbsolutePath().normalize().resolve("database");
    }

    /**
     * Waits until no server uses the data.
     *
     * @throws StartFailure when one goes on using it
     */
    static void awaitUnused(Path dataFolder) {
        // The library's own lock, which the child holds as long as it runs.
        LockedFile.awaitReleased(folderOf(dataFolder).resolve("data").resolve("epg-lock"), "database's");
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param dataFolder the sandbox's data folder, created if need be; the server takes the sub-folder {@code database}
     * @param port where it listens on 127.0.0.1, or 0 for a free port
     * @throws StartFailure if the port is taken, the data is damaged or in use, or it does not come up
     */
    public static EmbeddedDatabase start(Path dataFolder, int port) {
        Path folder = folderOf(dataFolder);
        Path data = folder.resolve("data");
        awaitUnused(dataFolder);
        stopOrphan(data);
        int settled = Ports.claim(port, "database", "--database-port");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartFailure(
                    "The folder %s cannot be created: %s. Choose another with --data DIR."
                            .formatted(folder, e.getMessage()),
                    e);
        }
        ChildJvm child = ChildJvm.launch(
                "database",
                folder,
                // The programs are unpacked in memory, at the first start.
                List.of("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildJvm.ownClassPath(),
                List.of(DatabaseServer.class.getName(), data.toString(), String.valueOf(settled)));
        EmbeddedDatabase database = new EmbeddedDatabase(data, settled, child);
        child.awaitReady(database::answers, START_LIMIT);
        return database;
    }

    /** Before the port is looked at: it may be this server that holds it. */
    private static void stopOrphan(Path data) {
        try {
            DatabaseServer.stopOrphan(data);
        } catch (IOException e) {
            throw new StartFailure(
                    "The database in %s cannot be taken over: %s. Stop that process, or choose another folder with --data DIR."
                            .formatted(data, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start of the database was interrupted.", e);
        }
    }

    /** Where to connect, such as {@code jdbc:postgresql://127.0.0.1:5433/sekat}. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DatabaseServer.NAME;
    }

    /** Who may connect, without a password, from this machine only. */
    public String user() {
        return DatabaseServer.NAME;
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Whether the server is looked after. */
    public boolean isAlive() {
        return child.isAlive();
    }

    /** The child that looks after the server, as the operating system sees it. */
    public ProcessHandle process() {
        return child.handle();
    }

    /** The server's main process, as the operating system sees it. */
    public ProcessHandle server() {
        return running().orElseThrow(() -> new IllegalStateException("no database server runs on " + data));
    }

    private Optional<ProcessHandle> running() {
        try {
            return DatabaseServer.process(data);
        } catch (IOException e) {
            throw new UncheckedIOException("the process of the database server on " + data + " is not known", e);
        }
    }

    /** Where the server's output goes. */
    public Path log() {
        return child.log();
    }

    /** Ends the server, where it runs, as a crash would (SIGKILL), for fault tests; returns when it is gone. */
    public void kill() {
        List<ProcessHandle> all = running().stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .toList();
        child.kill();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> hasEnded(process, KILL_LIMIT));
    }

    /** Stops the server in order, by force after ten seconds; returns when it is gone. */
    @Override
    public void close() {
        Optional<ProcessHandle> server = running();
        child.close();
        server.filter(process -> !hasEnded(process, STOP_LIMIT)).ifPresent(process -> {
            process.destroyForcibly();
            hasEnded(process, KILL_LIMIT);
        });
    }

    private static boolean hasEnded(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean answers() {
        try (Connection connection =
                DriverManager.getConnection(url() + "?loginTimeout=" + PROBE_SECONDS, user(), "")) {
            return connection.isValid(PROBE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
