package io.sekat.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The folder in which a node keeps its log: new and formatted, or of an earlier run and checked. */
final class BrokerStorage {

    private static final String META_PROPERTIES = "meta.properties";

    /** Every feature that Sekat may use, named so that a new Kafka release cannot turn one off unnoticed. */
    private static final Map<String, Short> FEATURES = Map.of(
            "transaction.version", (short) 2,
            "group.version", (short) 1,
            "streams.version", (short) 1,
            "share.version", (short) 1);

    private BrokerStorage() {}

    /**
     * Makes the folder ready for the node to start on.
     *
     * @param data need not exist; if it holds anything, it must be what this node left there
     * @param node the node that will use it
     * @throws StartFailure if the folder is damaged, belongs to another node or cluster, or is in use
     */
    static void prepare(Path data, BrokerNode node) {
        LockedFile.awaitReleased(data.resolve(".lock"), "Kafka broker's");
        try {
            if (isAbsentOrEmpty(data)) {
                format(data, node);
            } else {
                check(data.resolve(META_PROPERTIES), node);
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "The Kafka data folder %s cannot be used: %s. Check that it can be written to, or choose another"
                                    .formatted(data, e.getMessage())
                            + " with --data DIR.",
                    e);
        }
    }

    /** Formats beside and moves into place, so that a crash cannot leave a half-formatted folder. */
    private static void format(Path data, BrokerNode node) throws IOException {
        Path fresh = data.resolveSibling(data.getFileName() + ".formatting");
        deleteRecursively(fresh);
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(BrokerCluster.ID)
                .setNodeId(node.id())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(fresh.toString())
                .addDirectory(fresh.toString());
        FEATURES.forEach(formatter::setFeatureLevel);
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.deleteIfExists(data);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void check(Path metaProperties, BrokerNode node) throws IOException {
        if (!Files.exists(metaProperties)) {
            throw damaged(metaProperties, "it is missing, but the folder is not empty");
        }
        Properties meta = new Properties();
        try (Reader reader = Files.newBufferedReader(metaProperties)) {
            meta.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(metaProperties, "it cannot be read (%s)".formatted(e.getMessage()));
        }
        expect(metaProperties, meta, "version", "1");
        expect(metaProperties, meta, "cluster.id", BrokerCluster.ID);
        expect(metaProperties, meta, "node.id", String.valueOf(node.id()));
        String directoryId = meta.getProperty("directory.id", "");
        try {
            Uuid.fromString(directoryId);
        } catch (IllegalArgumentException e) {
            throw damaged(metaProperties, "its directory.id is '%s', which is not an id".formatted(directoryId));
        }
    }

    private static void expect(Path metaProperties, Properties meta, String key, String expected) {
        String found = meta.getProperty(key, "");
        if (!found.equals(expected)) {
            throw damaged(metaProperties, "its %s is '%s', expected was '%s'".formatted(key, found, expected));
        }
    }

    private static StartFailure damaged(Path file, String what) {
        return new StartFailure(
                ("The Kafka data folder is damaged or not Sekat's: in %s, %s. Use --clean to delete its data"
                                + " and begin anew, or choose another folder with --data DIR.")
                        .formatted(file, what));
    }

    private static boolean isAbsentOrEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
