package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path data;

    @Test
    void keepsWhatWasCommittedAcrossStopCrashAndTheDeathOfItsKeeper() throws Exception {
        int port;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
            port = database.port();
            run(database, "CREATE TABLE t (n integer)");
            run(database, "INSERT INTO t VALUES (1)");
        }
        EmbeddedDatabase crashed = EmbeddedDatabase.start(data, port);
        run(crashed, "INSERT INTO t VALUES (2)");
        crashed.kill();

        // Its keeper alone is killed, and cannot stop the server: the next start takes it over.
        EmbeddedDatabase orphaned = EmbeddedDatabase.start(data, port);
        ProcessHandle server = orphaned.server();
        run(orphaned, "INSERT INTO t VALUES (3)");
        orphaned.process().destroyForcibly();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !orphaned.isAlive());
        assertThat(server.isAlive()).isTrue();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, port)) {
            assertThat(server.isAlive()).isFalse();
            assertThat(sum(database)).isEqualTo(6);
        }
    }

    /** As after a restart of the machine: a file of the last run names a process that is another program now. */
    @Test
    void startsWhereTheNumberOfItsPredecessorIsThatOfAnotherProgram() throws Exception {
        crash();
        leaveNumber(ProcessHandle.current().pid());

        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
            assertThat(sum(database)).isEqualTo(1);
        }
    }

    @Test
    void leavesAServerThatRunsOnOtherDataAlone() throws Exception {
        crash();
        try (EmbeddedDatabase other = EmbeddedDatabase.start(data.resolve("other"), 0)) {
            leaveNumber(other.server().pid());

            try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
                assertThat(sum(database)).isEqualTo(1);
                run(other, "SELECT 1");
            }
        }
    }

    /** As when all processes of a busy machine are killed at once, and it takes a while until they are gone. */
    @Test
    void waitsUntilItsPredecessorIsGoneAltogether() throws Exception {
        crash();
        // It ends when the shell, which would take note of that, is a program that does not.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 8").start();
        try (BufferedReader said = parent.inputReader()) {
            long ended = Long.parseLong(said.readLine());
            Awaitility.await().until(() -> isThereWithoutCommand(ended));
            leaveNumber(ended);

            try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
                assertThat(sum(database)).isEqualTo(1);
            }
        } finally {
            parent.destroyForcibly();
        }
    }

    private static boolean isThereWithoutCommand(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> process.info().commandLine().isEmpty())
                .orElse(false);
    }

    private void crash() throws Exception {
        EmbeddedDatabase crashed = EmbeddedDatabase.start(data, 0);
        run(crashed, "CREATE TABLE t (n integer)");
        run(crashed, "INSERT INTO t VALUES (1)");
        crashed.kill();
    }

    private void leaveNumber(long pid) throws Exception {
        Path file = data.resolve("database").resolve("data").resolve("postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, String.valueOf(pid));
        Files.write(file, lines);
    }

    @Test
    void leavesNoProcessAfterClose() {
        EmbeddedDatabase database = EmbeddedDatabase.start(data, 0);
        ProcessHandle keeper = database.process();
        ProcessHandle server = database.server();

        database.close();

        assertThat(keeper.isAlive()).isFalse();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void beginsAnewWhereTheFirstStartWasKilledHalfway() throws Exception {
        Path unfinished = Files.createDirectories(data.resolve("database").resolve("data"));
        Files.writeString(unfinished.resolve("postgresql.conf"), "");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
            run(database, "CREATE EXTENSION unaccent");
        }
    }

    @Test
    void showsTheEndOfTheLogWhenItsDataAreDamaged() throws Exception {
        EmbeddedDatabase.start(data, 0).close();
        Files.write(data.resolve("database").resolve("data").resolve("global").resolve("pg_control"), new byte[8192]);

        assertThatThrownBy(() -> EmbeddedDatabase.start(data, 0))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("database stopped while starting")
                .hasMessageContaining("The server gave up")
                .hasMessageContaining("--clean")
                .hasMessageContaining("database.log");
    }

    @Test
    void namesThePortThatIsTakenAndTheOptionThatChangesIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(data, other.getLocalPort()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Port " + other.getLocalPort())
                    .hasMessageContaining("--database-port");
        }
    }

    private static void run(EmbeddedDatabase database, String command) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static long sum(EmbeddedDatabase database) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT sum(n) FROM t")) {
            found.next();
            return found.getLong(1);
        }
    }
}
