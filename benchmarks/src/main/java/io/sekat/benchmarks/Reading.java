package io.sekat.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.Node;

/**
 * What processes have used and what lies on the disk at one moment; two of them tell what a stretch cost.
 *
 * @param nanos when, as {@link System#nanoTime} has it
 * @param cpu processor time of each process
 * @param diskWrites bytes that each process has given to the disk; empty where the system does not tell
 * @param logBytes bytes of the broker's logs, by topic
 * @param stateBytes bytes of the folders of the system's instances
 */
record Reading(
        long nanos,
        Map<String, Duration> cpu,
        Map<String, Long> diskWrites,
        Map<String, Long> logBytes,
        long stateBytes) {

    /** Reads now: first the time and what processes have used, as it takes a while to see what lies on the disk. */
    static Reading of(Admin admin, Map<String, ProcessHandle> processes, Collection<Path> stateFolders)
            throws InterruptedException, ExecutionException {
        long now = System.nanoTime();
        Map<String, Duration> cpu = new TreeMap<>();
        Map<String, Long> writes = new TreeMap<>();
        processes.forEach((name, process) -> {
            process.info().totalCpuDuration().ifPresent(time -> cpu.put(name, time));
            diskWrites(process).ifPresent(bytes -> writes.put(name, bytes));
        });
        long stateBytes = stateFolders.stream().mapToLong(Reading::bytesIn).sum();
        return new Reading(now, cpu, writes, logBytes(admin), stateBytes);
    }

    private static Optional<Long> diskWrites(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "io"))) {
            return lines.filter(line -> line.startsWith("write_bytes: "))
                    .map(line -> Long.valueOf(line.substring("write_bytes: ".length())))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Long> logBytes(Admin admin) throws InterruptedException, ExecutionException {
        var nodes = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        Map<String, Long> bytes = new TreeMap<>();
        admin.describeLogDirs(nodes).allDescriptions().get().values().stream()
                .flatMap(dirs -> dirs.values().stream())
                .flatMap(dir -> dir.replicaInfos().entrySet().stream())
                .forEach(replica -> bytes.merge(replica.getKey().topic(), size(replica.getValue()), Long::sum));
        return bytes;
    }

    private static long size(ReplicaInfo replica) {
        return replica.size();
    }

    /** Bytes of all files in a folder; what vanishes meanwhile does not count. */
    static long bytesIn(Path folder) {
        AtomicLong bytes = new AtomicLong();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException thrown) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of " + folder, e);
        }
        return bytes.get();
    }

    /** Seconds since another one. */
    double secondsSince(Reading earlier) {
        return (nanos - earlier.nanos) / 1e9;
    }

    /** Processor seconds of each process since another one. */
    Map<String, Double> cpuSince(Reading earlier) {
        return cpu.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue()
                                        .minus(earlier.cpu.getOrDefault(entry.getKey(), Duration.ZERO))
                                        .toNanos()
                                / 1e9,
                        Double::sum,
                        TreeMap::new));
    }

    /** Bytes that each process gave to the disk since another one. */
    Map<String, Long> diskWritesSince(Reading earlier) {
        return difference(diskWrites, earlier.diskWrites);
    }

    /** Bytes by which each topic has grown since another one. */
    Map<String, Long> logBytesSince(Reading earlier) {
        return difference(logBytes, earlier.logBytes);
    }

    private static Map<String, Long> difference(Map<String, Long> later, Map<String, Long> earlier) {
        Map<String, Long> difference = new TreeMap<>();
        later.forEach((name, value) -> difference.put(name, value - earlier.getOrDefault(name, 0L)));
        return difference;
    }
}
