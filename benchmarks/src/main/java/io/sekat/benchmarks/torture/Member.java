package io.sekat.benchmarks.torture;

import io.sekat.sandbox.StartFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of the system: it can be started, hurt and brought back, over and over. */
final class Member {
    private static final Duration GONE_WITHIN = Duration.ofMinutes(1);

    private final String name;
    private final Role role;
    private final Supplier<Running> start;
    private final AtomicBoolean hurt = new AtomicBoolean();
    private volatile @Nullable Running running;
    private volatile int starts;

    /** What a process is for. */
    enum Role {
        BROKER,
        REGISTRY,
        INSTANCE,
        AGENT,
        DATABASE,
        POLICE
    }

    /** A process that was started, whatever it is. */
    interface Running {
        /** The process that is there as long as it runs. */
        ProcessHandle process();

        /** The process that does the work, where that is another one. */
        default ProcessHandle worker() {
            return process();
        }

        /** Ends it as a crash does. */
        void kill();

        /** Stops it in order. */
        void stop();
    }

    /**
     * @param start starts the process; may wait until it serves
     */
    Member(String name, Role role, Supplier<Running> start) {
        this.name = name;
        this.role = role;
        this.start = start;
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    /** True while a fault is at it. */
    AtomicBoolean hurt() {
        return hurt;
    }

    /** How often it was started. */
    int starts() {
        return starts;
    }

    /**
     * Starts it; does nothing where it runs.
     *
     * @throws StartFailure when it does not come up
     */
    synchronized void start() {
        if (!isAlive()) {
            starts++;
            running = start.get();
        }
    }

    boolean isAlive() {
        return process().map(ProcessHandle::isAlive).orElse(false);
    }

    Optional<ProcessHandle> process() {
        return Optional.ofNullable(running).map(Running::process);
    }

    private Optional<ProcessHandle> worker() {
        return Optional.ofNullable(running)
                .filter(any -> any.process().isAlive())
                .map(Running::worker);
    }

    /** Ends it as a crash does; returns when it is gone. */
    void kill() {
        Optional.ofNullable(running).ifPresent(Running::kill);
        awaitGone();
    }

    /** Stops it in order; returns when it is gone. */
    void stop() {
        Optional.ofNullable(running).ifPresent(Running::stop);
        awaitGone();
    }

    /** A process that was killed may be a while about it on a busy machine or a stuck disk. */
    private void awaitGone() {
        process().ifPresent(process -> {
            try {
                process.onExit().get(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(name + " is not gone after " + GONE_WITHIN.toSeconds() + " s", e);
            }
        });
    }

    /**
     * Stops the process that does the work where it is, for a time, and whatever it started: a database serves each
     * connection by a process of its own. They go on by themselves even when we are gone by then.
     */
    void freeze(Duration time) {
        worker().ifPresent(process -> Shell.later(
                "kill -STOP %1$s; sleep %2$s; kill -CONT %1$s".formatted(withChildren(process), seconds(time))));
    }

    /** Lets them go on. */
    void thaw() {
        worker().ifPresent(process -> Shell.now("kill -CONT " + withChildren(process) + " 2>/dev/null || true"));
    }

    /** The numbers of a process and of all that it started, itself first: once it is stopped, no more come. */
    private static String withChildren(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(any -> String.valueOf(any.pid()))
                .collect(Collectors.joining(" "));
    }

    private static String seconds(Duration time) {
        return String.valueOf(time.toMillis() / 1000.0);
    }

    @Override
    public String toString() {
        return name;
    }
}
