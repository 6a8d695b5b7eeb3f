package io.sekat.benchmarks.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A small file system of its own for the data of one process, so that it alone can be made slow or full: a file mounted as
 * a loop device. Needs root.
 */
final class Disk implements AutoCloseable {
    private static final String FILLER = "filler";
    static final long MEGABYTE = 1 << 20;

    private final Path mounted;
    private final Runnable unmounting;

    private Disk(Path mounted, Runnable unmounting) {
        this.mounted = mounted;
        this.unmounting = unmounting;
    }

    /**
     * Why the machine cannot make any; empty: it can.
     *
     * @param megabytes how large all are together
     */
    static String obstacle(Path folder, int megabytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
        if (free < megabytes) {
            return "the disks of their own need %,d MB in %s, where %,d MB are free".formatted(megabytes, folder, free);
        }
        if (!Shell.works("test \"$(id -u)\" = 0")) {
            return "mounting a disk of its own for a process needs root";
        }
        if (!Shell.works("command -v mkfs.ext4 && command -v fsfreeze && command -v mount")) {
            return "mkfs.ext4, mount or fsfreeze is not installed (Debian: e2fsprogs, mount, util-linux)";
        }
        try (Disk disk = mount(folder.resolve("probe"), 8)) {
            disk.stutter(Duration.ofMillis(50), Duration.ofMillis(10), Duration.ofMillis(10));
            return "";
        } catch (IOException | IllegalStateException e) {
            return "a loop device cannot be mounted: " + e.getMessage();
        }
    }

    /**
     * Makes and mounts one.
     *
     * @param at where it is to be seen; the file that it is kept in is beside it
     */
    static Disk mount(Path at, int megabytes) throws IOException {
        Files.createDirectories(at);
        Path image = at.resolveSibling(at.getFileName() + ".disk");
        Shell.now("truncate -s %dM '%s' && mkfs.ext4 -q -F -m 0 '%s' && mount -o loop '%s' '%s'"
                .formatted(megabytes, image, image, image, at));
        return new Disk(
                at,
                Shell.atOurEnd(
                        "fsfreeze -u '%1$s'; umount '%1$s' || umount -l '%1$s'; rm -f '%2$s'".formatted(at, image)));
    }

    /** Where it is seen. */
    Path folder() {
        return mounted;
    }

    /** Leaves no room on it. */
    void fill() {
        Shell.works("cat /dev/zero > '" + mounted.resolve(FILLER) + "'"); // until it fails
        try {
            long free = Files.getFileStore(mounted).getUsableSpace();
            if (free > MEGABYTE) {
                throw new IllegalStateException(mounted + " could not be filled: " + free + " bytes are free");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the room back. */
    void free() {
        Shell.works("rm -f '" + mounted.resolve(FILLER) + "'");
    }

    /** Makes every write wait, again and again, for a time; it ends by itself even when we are gone by then. */
    void stutter(Duration time, Duration stuck, Duration between) {
        Shell.later(
                "end=$(($(date +%%s%%3N) + %d)); while [ $(date +%%s%%3N) -lt $end ]; do fsfreeze -f '%s'; sleep %s;"
                                .formatted(time.toMillis(), mounted, stuck.toMillis() / 1000.0)
                        + " fsfreeze -u '%s'; sleep %s; done".formatted(mounted, between.toMillis() / 1000.0));
    }

    @Override
    public void close() {
        unmounting.run();
    }
}
