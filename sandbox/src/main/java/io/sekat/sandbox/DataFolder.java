package io.sekat.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that keeps everything of one sandbox. */
final class DataFolder {
    private static final String MARK = ".sekat";

    private DataFolder() {}

    /**
     * Makes a folder usable.
     *
     * @param folder need not exist; if it holds anything, it must be a sandbox's
     * @throws StartFailure when it is somebody else's or cannot be written
     */
    static Path open(Path folder) {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve(MARK))) {
                if (holdsAnything(folder)) {
                    throw new StartFailure("The folder " + folder + " is not empty and not Sekat's: choose another with"
                            + " --data DIR.");
                }
                Files.writeString(folder.resolve(MARK), "This folder is written by 'sekat up'.\n");
            }
            return folder;
        } catch (IOException e) {
            throw new StartFailure(
                    "The folder " + folder + " cannot be written: " + e + ". Choose another with --data DIR.", e);
        }
    }

    /**
     * Deletes a sandbox's folder; one that is not there is clean.
     *
     * @throws StartFailure when it is not a sandbox's, or one is running in it: then nothing is deleted
     */
    static void clean(Path folder) {
        if (Files.exists(folder) && !Files.exists(folder.resolve(MARK))) {
            throw new StartFailure("The folder " + folder + " is not Sekat's, so --clean leaves it alone.");
        }
        EmbeddedBroker.awaitUnused(folder);
        EmbeddedRegistry.awaitUnused(folder);
        EmbeddedDatabase.awaitUnused(folder);
        delete(folder);
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private static boolean holdsAnything(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isPresent();
        }
    }
}
