package io.sekat.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The program of the child JVM that looks after a PostgreSQL server: starts it, with a database and a user named {@code
 * sekat}, and stops it when the JVM ends. The server is no child of its own: it puts itself into the background.
 */
public final class DatabaseServer {
    static final String NAME = "sekat";

    private static final String PID_FILE = "postmaster.pid";
    /** A number that no process ever has. */
    private static final String NO_PROCESS = String.valueOf(Integer.MAX_VALUE);

    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** So often none of its programs is seen before it has given up: there is a moment between one and the next. */
    private static final int LOOKS = 30;

    private DatabaseServer() {}

    /**
     * Runs a server until the JVM ends or the server does.
     *
     * @param args the folder of its data, and the port on 127.0.0.1
     */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        discardUnfinished(data);
        EmbeddedPostgres server = start(data, Integer.parseInt(args[1]));
        createDatabase(server);
        Files.writeString(finished(data), "The database was set up to its end.\n");
        process(data)
                .orElseThrow(() -> new IllegalStateException("the server has no " + PID_FILE))
                .onExit()
                .get();
        System.err.println("The server has ended by itself.");
        System.exit(1);
    }

    /** Starts the server; its own shutdown hook stops it. */
    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        Path folder = ownFolder();
        Path programs = folder.resolve("programs");
        // One at a time: the library neither unpacks its programs in one step nor mends what another left half
        // unpacked.
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                removeHalfUnpacked(programs);
            }
            CountDownLatch started = new CountDownLatch(1);
            Thread watch = new Thread(() -> endIfItGivesUp(data, programs, started), "start-watch");
            watch.setDaemon(true);
            watch.start();
            EmbeddedPostgres server = builder(data, port)
                    .setOverrideWorkingDirectory(programs.toFile())
                    .start();
            started.countDown();
            return server;
        }
    }

    /** Ends this JVM if the server ends while it starts: the library would wait for it to the end of its patience. */
    private static void endIfItGivesUp(Path data, Path programs, CountDownLatch started) {
        boolean hasBegun = false;
        int looks = 0;
        try {
            while (looks < LOOKS) {
                if (started.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                // The library also starts what tells it where it runs, and unpacks its programs after that.
                boolean runs = ProcessHandle.current().children().anyMatch(child -> isOneOf(programs, child))
                        || process(data).isPresent();
                hasBegun |= runs;
                looks = hasBegun && !runs ? looks + 1 : 0;
            }
            System.err.println("The server gave up while it started.");
            System.exit(1);
        } catch (InterruptedException | IOException e) {
            System.err.println("Whether the server gave up is not known: " + e);
        }
    }

    private static boolean isOneOf(Path programs, ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .filter(program -> program.startsWith(programs))
                .isPresent();
    }

    private static EmbeddedPostgres.Builder builder(Path data, int port) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                // The same order and the same letters on every machine.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // The library switches these off for tests; here a commit is to survive.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "50")
                .setOutputRedirector(ProcessBuilder.Redirect.INHERIT)
                .setErrorRedirector(ProcessBuilder.Redirect.INHERIT)
                .setPGStartupWait(START_LIMIT);
    }

    /** The server's main process; empty when none runs on that data. */
    static Optional<ProcessHandle> process(Path data) throws IOException {
        return predecessor(data).filter(process -> isServer(process, data));
    }

    /** The process that has the number of the server that was started last on that data, whatever it is now. */
    private static Optional<ProcessHandle> predecessor(Path data) throws IOException {
        Path file = data.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    }

    /** It has the folder as an argument; another server has another one. */
    private static boolean isServer(ProcessHandle process, Path data) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }

    /**
     * Stops a server that runs on that data because whoever looked after it was killed. A number that another program has
     * by now is forgotten: the next server would give up, and that program be stopped in its place.
     */
    static void stopOrphan(Path data) throws IOException, InterruptedException {
        Optional<ProcessHandle> predecessor = predecessor(data);
        if (predecessor.isEmpty()) {
            return;
        }
        ProcessHandle process = predecessor.get();
        if (isServer(process, data)) {
            // SIGINT: it ends its connections and stops in order.
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (!hasGone(process)) {
                throw new IOException(
                        "the server that runs on " + data + " as process " + process.pid() + " does not stop");
            }
        } else if (process.info().commandLine().isPresent() || !hasGone(process)) {
            forgetNumber(data.resolve(PID_FILE));
        }
    }

    /** A process that was killed is there for a while, without a command, until its parent has taken note. */
    private static boolean hasGone(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** The rest of the file stays: from it a server knows whether anything still uses its predecessor's memory. */
    private static void forgetNumber(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, NO_PROCESS);
        Files.write(file, lines);
    }

    /** A first start that was killed leaves a folder that no server can use. */
    private static void discardUnfinished(Path data) throws IOException {
        if (Files.exists(data) && !Files.exists(finished(data))) {
            DataFolder.delete(data);
        }
    }

    private static Path finished(Path data) {
        return data.resolveSibling("database.ready");
    }

    /** Where the server's programs are: once for all sandboxes of this user, who alone may write there. */
    private static Path ownFolder() throws IOException {
        String user = System.getProperty("user.name");
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "sekat-postgres-" + user);
        if (!Files.exists(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
        if (!owner.equals(user)) {
            throw new IOException("the folder " + folder + " belongs to " + owner + ": remove it");
        }
        return folder.toRealPath();
    }

    private static void removeHalfUnpacked(Path programs) throws IOException {
        if (!Files.exists(programs)) {
            return;
        }
        try (Stream<Path> versions = Files.list(programs)) {
            versions.filter(version -> !Files.exists(version.resolve(".exists")))
                    .forEach(DataFolder::delete);
        }
    }

    private static void createDatabase(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!isThere(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN");
            }
            if (!isThere(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean isThere(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }
}
