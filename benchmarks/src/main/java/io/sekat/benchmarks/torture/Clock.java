package io.sekat.benchmarks.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clock of one process, which may jump while it runs: libfaketime reads how far from a file. The monotonic clock goes
 * on as it does when a real one is set.
 */
final class Clock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib64/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"));

    private final Path file;

    Clock(Path file) throws IOException {
        this.file = file;
        set(Duration.ZERO);
    }

    /** Why clocks cannot jump on this machine; empty: they can. */
    static String obstacle() {
        return library().isPresent()
                ? ""
                : "libfaketime is not installed in any of " + LIBRARIES + " (Debian: apt-get install libfaketime)";
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    /** What a process must find in its environment to live by this clock. */
    Map<String, String> environment() {
        return library()
                .map(library -> Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME_TIMESTAMP_FILE", file.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_RESET", "1",
                        "DONT_FAKE_MONOTONIC", "1",
                        // Without it every timed wait of a JVM returns at once (libfaketime 0.9.10 on glibc 2.36).
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                        "NO_FAKE_STAT", "1"))
                .orElse(Map.of());
    }

    /** Sets it so far ahead of the true time, within a second. */
    void set(Duration ahead) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, "%+d".formatted(ahead.toSeconds()) + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
