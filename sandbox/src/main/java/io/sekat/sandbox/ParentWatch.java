package io.sekat.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends this JVM when its parent is gone.
 *
 * <p>The parent holds the only writing end of our standard input and never writes to it, so the stream ends exactly
 * when the parent closes it (an orderly stop) or dies, in whatever way: the operating system closes the pipe even after
 * SIGKILL. Both cases are therefore one path, and it runs the shutdown hooks.
 */
final class ParentWatch {

    private ParentWatch() {}

    /**
     * Starts watching in daemon threads and returns at once.
     *
     * @param fromParent the stream whose end means that the parent is gone
     * @param grace how long the shutdown hooks may take before the JVM is halted without them
     */
    static void start(InputStream fromParent, Duration grace) {
        daemon("parent-watch", () -> {
            awaitEnd(fromParent);
            daemon("halt-after-grace", () -> haltAfter(grace));
            System.exit(0);
        });
    }

    private static void awaitEnd(InputStream fromParent) {
        try {
            while (fromParent.read() >= 0) {
                // Nothing is ever sent; should something arrive, only the end of the stream has a meaning.
            }
        } catch (IOException e) {
            // A pipe that cannot be read any more is a parent that cannot be there any more.
        }
    }

    private static void haltAfter(Duration grace) {
        try {
            Thread.sleep(grace.toMillis());
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody did, the JVM would only halt sooner.
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
