package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.torture.Member.Role;
import io.sekat.benchmarks.torture.Member.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that only looks after the one that does the work, as a database has it. */
@Timeout(60) // what is never frozen would be waited for without end
class MemberTest {
    private static final String LONG = "sleep 600";
    /** Longer than any look at it: what is frozen stays so until it is thawed. */
    private static final Duration TIME = Duration.ofMinutes(5);

    private final List<Process> started = new ArrayList<>();
    private final Process keeper = shell(LONG);
    private final Process worker = shell(LONG + " & wait");
    private final Running running = new Running() {
        @Override
        public ProcessHandle process() {
            return keeper.toHandle();
        }

        @Override
        public ProcessHandle worker() {
            return worker.toHandle();
        }

        @Override
        public void kill() {
            keeper.destroyForcibly();
        }

        @Override
        public void stop() {
            keeper.destroy();
        }
    };

    private Process shell(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command).start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void end() {
        started.forEach(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .forEach(ProcessHandle::destroyForcibly));
    }

    @Test
    void itIsTheOneThatDoesTheWorkThatFreezesAndThaws() throws Exception {
        Member member = new Member("database", Role.DATABASE, () -> running);
        member.start();
        ProcessHandle child = child(worker);

        member.freeze(TIME);
        awaitState(worker.toHandle(), true);
        awaitState(child, true);
        assertThat(isStopped(keeper.toHandle())).isFalse();

        member.thaw();
        awaitState(worker.toHandle(), false);
        awaitState(child, false);
    }

    @Test
    void aWorkerThatIsLeftBehindIsSeen() throws Exception {
        Processes processes = new Processes();
        processes.noted(running);

        running.kill();
        keeper.waitFor();

        assertThat(processes.alive()).containsExactly(worker.toHandle());
    }

    @Test
    void oneThatHasEndedIsNotLeftBehindThoughItsParentTakesNoNote() throws Exception {
        Process careless = shell("sleep 0.1 & exec sleep 600");
        ProcessHandle ended = child(careless);
        Processes processes = new Processes();
        processes.noted(new Running() {
            @Override
            public ProcessHandle process() {
                return ended;
            }

            @Override
            public void kill() {}

            @Override
            public void stop() {}
        });

        while (!state(ended).startsWith("Z")) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        assertThat(processes.alive()).isEmpty();
    }

    private static ProcessHandle child(Process parent) throws InterruptedException {
        while (parent.children().findAny().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return parent.children().findAny().orElseThrow();
    }

    private static void awaitState(ProcessHandle process, boolean stopped) throws Exception {
        while (isStopped(process) != stopped) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static boolean isStopped(ProcessHandle process) throws IOException {
        return state(process).startsWith("T");
    }

    private static String state(ProcessHandle process) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", String.valueOf(process.pid())).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
