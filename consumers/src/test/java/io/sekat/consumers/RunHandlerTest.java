package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Alerts;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.NotHandled;
import io.sekat.events.FreezeAlert;
import io.sekat.json.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a POSIX shell")
class RunHandlerTest {
    private static final FreezeAlert ALERT = Alerts.freeze("1001", 7).build();

    @TempDir
    private Path folder;

    private final Lock turn = new ReentrantLock();

    @Test
    void theCommandGetsTheAlertAndItsOutputIsTheAnswer() throws Exception {
        Answer answer = handler("cat > '" + folder + "/in'; echo \"$SEKAT_MESSAGE $SEKAT_IDEMPOTENCY_KEY\" > '" + folder
                        + "/env'; echo '{\"outcome\":\"HELD\"}'")
                .handle(ALERT);

        assertThat(answer).isEqualTo(Answer.held());
        assertThat(folder.resolve("in")).hasContent(EventJson.line(ALERT));
        assertThat(folder.resolve("env")).hasContent("freeze-alert alert-1001:7");
    }

    @Test
    void noOutputIsNoAnswerAndTheAlertNeedNotBeRead() throws Exception {
        assertThat(handler("exit 0").handle(ALERT)).isEqualTo(Answer.none());
    }

    @Test
    void anyOtherExitCodeIsTriedAgain() {
        assertThatThrownBy(
                        () -> handler("echo '{\"outcome\":\"HELD\"}'; exit 3").handle(ALERT))
                .isInstanceOf(NotHandled.class)
                .hasMessageContaining("alert-1001:7 ended with exit code 3");
    }

    @Test
    void anOutputThatIsNoAnswerNeedsAPerson() {
        assertThatThrownBy(() -> handler("echo done").handle(ALERT))
                .satisfies(thrown -> assertThat(thrown)
                        .usingRecursiveComparison()
                        .comparingOnlyFields("hope")
                        .isEqualTo(NotHandled.oncePutRight("")))
                .hasMessageContaining("not JSON");
    }

    @Test
    void aCommandThatHangsIsKilledWithWhatItStarted() throws IOException {
        Path pid = folder.resolve("pid");
        RunHandler<FreezeAlert> handler = new RunHandler<>(
                AlertKind.FREEZE,
                List.of("/bin/sh", "-c", "sleep 300 & echo $! > '" + pid + "'; wait"),
                Duration.ofSeconds(5),
                turn);

        assertThatThrownBy(() -> handler.handle(ALERT))
                .isInstanceOf(NotHandled.class)
                .hasMessageContaining("did not end within 5000 ms and was killed");

        long child = Long.parseLong(Files.readString(pid).strip());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ProcessHandle.of(child).map(one -> !one.isAlive()).orElse(true));
    }

    @Test
    void aProgramThatIsNotThereNeedsAPerson() {
        assertThatThrownBy(() -> new RunHandler<>(
                                AlertKind.FREEZE,
                                List.of("/no/such/program"),
                                Duration.ofSeconds(1),
                                new ReentrantLock())
                        .handle(ALERT))
                .isInstanceOf(NotHandled.class)
                .hasMessageContaining("/no/such/program")
                .hasMessageContaining("--run");
    }

    @Test
    void aCommandIsPartedAsPeopleTypeIt() {
        assertThat(CommandWords.of(" /opt/hold  --branch 'Kota Bharu' \"it's\" a''b \"\" "))
                .containsExactly("/opt/hold", "--branch", "Kota Bharu", "it's", "ab", "");
        assertThat(CommandWords.of("echo $HOME;ls")).containsExactly("echo", "$HOME;ls");
        for (String wrong : List.of("", "  ", "run 'it")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CommandWords.of(wrong))
                    .withMessageContaining("expected");
        }
    }

    /** An agent of a bank follows two topics, each in a thread of its own. */
    @Test
    void itRunsForOneMessageAtATime() throws Exception {
        Path busy = folder.resolve("busy");
        String script = "mkdir '" + busy + "' && sleep 0.3 && rmdir '" + busy + "'";

        CompletableFuture<Answer> other = CompletableFuture.supplyAsync(() -> {
            try {
                return handler(script).handle(ALERT);
            } catch (NotHandled | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(handler(script).handle(ALERT)).isEqualTo(Answer.none());
        assertThat(other.get()).isEqualTo(Answer.none());
    }

    private RunHandler<FreezeAlert> handler(String script) {
        return new RunHandler<>(AlertKind.FREEZE, List.of("/bin/sh", "-c", script), Duration.ofSeconds(30), turn);
    }
}
