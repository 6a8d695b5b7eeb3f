package io.sekat.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A file that a child process keeps locked as long as it uses the data around it. */
final class LockedFile {

    /** A child whose parent was killed needs a moment to stop; its successor waits for it instead of failing. */
    private static final Duration PATIENCE = ChildProcess.SHUTDOWN_GRACE.plusSeconds(2);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private LockedFile() {}

    /**
     * Waits until no process has the file locked.
     *
     * @param file need not exist
     * @param owner what locks it, for the message
     * @throws StartFailure if it is still locked after a child may have taken to stop, or cannot be opened
     */
    static void awaitReleased(Path file, String owner) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (isLocked(file)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new StartFailure(
                            ("The %s data in %s is in use by another process. Stop that process, or choose another"
                                            + " folder with --data DIR.")
                                    .formatted(owner, file.getParent()));
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "The %s data in %s cannot be opened: %s. Make %s writable, or choose another folder"
                                    .formatted(owner, file.getParent(), e.getMessage(), file)
                            + " with --data DIR.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start of the %s was interrupted.".formatted(owner), e);
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        }
    }
}
