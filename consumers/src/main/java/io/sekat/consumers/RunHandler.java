package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.NotHandled;
import io.sekat.json.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import org.apache.avro.specific.SpecificRecord;

/**
 * Runs a command for each alert: the alert as JSON on its standard input, the answer as JSON on its standard output,
 * where nothing means no answer. Exit code 0 means that the alert is handled; after any other it comes again. What the
 * command writes to its standard error is shown on the agent's.
 *
 * @param <V> FreezeAlert, ReturnRequest or BlockRequest
 */
final class RunHandler<V extends SpecificRecord> implements AlertHandler<V> {
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final AlertKind<V> kind;
    private final List<String> command;
    private final Duration limit;
    private final Lock turn;

    /**
     * A handler for one command.
     *
     * @param command program and arguments
     * @param limit how long it may run; it and what it started are killed then
     * @param turn one for all that run the command: it is documented to run for one message at a time, of whatever kind
     */
    RunHandler(AlertKind<V> kind, List<String> command, Duration limit, Lock turn) {
        this.kind = kind;
        this.command = List.copyOf(command);
        this.limit = limit;
        this.turn = turn;
    }

    /**
     * Runs the command and waits for its end.
     *
     * @throws NotHandled when it cannot be started, fails, does not end in time or gives an answer that is none
     * @throws InterruptedException when the agent is stopping; the command is killed
     */
    @Override
    public Answer handle(V alert) throws NotHandled, InterruptedException {
        turn.lockInterruptibly();
        try {
            return run(alert);
        } finally {
            turn.unlock();
        }
    }

    private Answer run(V alert) throws NotHandled, InterruptedException {
        Process process = start(alert);
        try {
            CompletableFuture<byte[]> output = inThread("output", () -> read(process.getInputStream()));
            CompletableFuture<Boolean> input =
                    inThread("input", () -> write(process.getOutputStream(), EventJson.line(alert)));
            byte[] answer = output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("it closed its output and went on");
            }
            input.cancel(true);
            if (process.exitValue() != 0) {
                throw NotHandled.soon(shown(alert) + " ended with exit code " + process.exitValue()
                        + ": expected 0 once the alert is stored; its own messages are above");
            }
            return answer(answer, alert);
        } catch (TimeoutException e) {
            throw NotHandled.soon(
                    shown(alert) + " did not end within " + limit.toMillis() + " ms and was killed: is it hanging?");
        } catch (ExecutionException e) {
            throw NotHandled.soon(shown(alert) + " gave an output that cannot be read: "
                    + (e.getCause() == null ? e : e.getCause()).getMessage());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(V alert) throws NotHandled {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SEKAT_MESSAGE", kind.name());
        builder.environment().put("SEKAT_IDEMPOTENCY_KEY", kind.idempotencyKey(alert));
        builder.environment().put("SEKAT_SCHEMA_VERSION", WebhookHandler.SCHEMA_VERSION);
        builder.environment().remove("SEKAT_WEBHOOK_SECRET");
        try {
            return builder.start();
        } catch (IOException e) {
            throw NotHandled.oncePutRight(
                    shown(alert) + " cannot be started: " + e.getMessage() + ". Give the path of a program with --run");
        }
    }

    private Answer answer(byte[] output, V alert) throws NotHandled {
        try {
            Answer answer = AnswerJson.read(output);
            if (answer instanceof Answer.Given given) {
                kind.check(given.outcome());
            }
            return answer;
        } catch (IllegalArgumentException e) {
            throw NotHandled.oncePutRight(
                    shown(alert) + " answered what cannot be used: " + e.getMessage() + ". See docs/webhook.md");
        }
    }

    private String shown(V alert) {
        return "the command " + command.get(0) + " for " + kind.idempotencyKey(alert);
    }

    private static byte[] read(InputStream output) {
        try (output) {
            byte[] bytes = output.readNBytes(LONGEST_ANSWER + 1);
            if (bytes.length > LONGEST_ANSWER) {
                throw new IOException("it is longer than " + LONGEST_ANSWER + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static boolean write(OutputStream input, String json) {
        try (input) {
            input.write(json.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            // A command need not read what it is given.
            return false;
        }
    }

    private static <T> CompletableFuture<T> inThread(String what, java.util.function.Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "sekat-agent-command-" + what);
            thread.setDaemon(true);
            thread.start();
        });
    }
}
