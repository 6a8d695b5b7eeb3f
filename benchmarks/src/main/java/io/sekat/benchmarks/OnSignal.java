package io.sekat.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C interrupt the thread that made this, and keeps the JVM until that has ended what it started: else servers'
 * folders would stay behind, gigabytes of them.
 */
final class OnSignal implements AutoCloseable {
    /** Whoever does not end within that time will not end at all. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Thread working = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "bench-shutdown");
    private volatile boolean asked;

    /** Waits for a signal from now on. */
    OnSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What happens on a signal; returns when the working thread has ended its work. */
    void end() {
        asked = true;
        working.interrupt();
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("bench: could not end in order within " + PATIENCE.toMinutes() + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was one. */
    boolean isAsked() {
        return asked;
    }

    /** All is ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: that is why we end.
        }
    }
}
