package io.sekat.benchmarks.load;

/** Threads that the measurements run beside themselves. */
public final class Threads {
    private Threads() {}

    /** Waits until it has ended; an interruption is kept for the caller to see. */
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
