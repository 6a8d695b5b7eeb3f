package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentDeathIT {

    @TempDir
    Path data;

    /** What the test kills: starts the children, prints their process ids on one line, and sleeps. */
    static final class Parent {
        public static void main(String[] args) throws InterruptedException {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
            EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(args[0]), Integer.parseInt(args[2]));
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), Integer.parseInt(args[3]));
            System.out.println("pids " + broker.process().pid() + " "
                    + registry.process().pid() + " " + database.process().pid() + " "
                    + database.server().pid());
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    @Test
    void childrenDieWithAKilledParentAndTheNextStartTakesOver() throws Exception {
        int brokerPort = Ports.anyFree();
        int registryPort = Ports.anyFree();
        int databasePort = Ports.anyFree();
        Process parent = startParent(brokerPort, registryPort, databasePort);
        List<ProcessHandle> children = childrenOf(parent);
        assertThat(children).hasSize(4).allMatch(ProcessHandle::isAlive);

        parent.destroyForcibly().waitFor();

        // At once, as an impatient user would: it must wait for the dying children, not stumble over them.
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, brokerPort);
                EmbeddedRegistry registry = EmbeddedRegistry.start(data, registryPort);
                EmbeddedDatabase database = EmbeddedDatabase.start(data, databasePort)) {
            await().atMost(Duration.ofSeconds(15)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(broker.isAlive()).isTrue();
            assertThat(registry.isAlive()).isTrue();
            assertThat(database.isAlive()).isTrue();
        }
    }

    private Process startParent(int brokerPort, int registryPort, int databasePort) throws Exception {
        List<String> arguments = List.of(
                data.toString(),
                String.valueOf(brokerPort),
                String.valueOf(registryPort),
                String.valueOf(databasePort));
        return OwnJvm.of(Parent.class, arguments).start();
    }

    private static List<ProcessHandle> childrenOf(Process parent) throws Exception {
        BufferedReader output = parent.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("pids ")) {
                return Stream.of(line.split(" "))
                        .skip(1)
                        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                        .toList();
            }
        }
        throw new AssertionError("The parent ended without starting its children");
    }
}
