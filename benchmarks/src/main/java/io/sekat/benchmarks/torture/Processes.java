package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Member.Running;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every process that was ever started: what is left of them in the end is left behind. */
final class Processes {
    private final Set<ProcessHandle> everStarted = new LinkedHashSet<>();

    /**
     * Notes one that was started: both the process that looks after the work and the one that does it, which outlives the
     * other where that is killed.
     */
    synchronized Running noted(Running running) {
        everStarted.add(running.process());
        everStarted.add(running.worker());
        return running;
    }

    /**
     * Those that are still there. One that has ended is listed until its parent takes note, which for a database is whoever
     * adopts orphans here, and may be never; it has no command any more.
     */
    synchronized List<ProcessHandle> alive() {
        return everStarted.stream()
                .filter(process -> process.isAlive() && process.info().command().isPresent())
                .toList();
    }
}
