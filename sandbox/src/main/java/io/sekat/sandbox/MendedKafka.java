package io.sekat.sandbox;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.metadata.MetadataCache;

/**
 * Kafka's own server with the mend of KAFKA-20734, without which transactions of a broker that is killed can stay open
 * for ever after it starts again: docs/decisions/0038. The program of an embedded node.
 */
public final class MendedKafka {

    private static final String METADATA_CACHE = "org.apache.kafka.metadata.KRaftMetadataCache";
    private static final String LEADER_OF_A_PARTITION = "getPartitionLeaderEndpoint";

    private MendedKafka() {}

    /** Which Kafka it is, for people who read what was measured on it. */
    public static String version() {
        return AppInfoParser.getVersion() + " (broker with KAFKA-20734 mended)";
    }

    /**
     * Runs Kafka's server.
     *
     * @param args those of {@code kafka.Kafka}: the file of its properties
     * @throws IllegalAccessException if this JVM lets no class be defined beside Kafka's
     */
    public static void main(String[] args) throws IllegalAccessException {
        metadataCache()
                .load(
                        MendedKafka.class.getClassLoader(),
                        ClassLoadingStrategy.UsingLookup.of(
                                MethodHandles.privateLookupIn(MetadataCache.class, MethodHandles.lookup())));
        kafka.Kafka.main(args);
    }

    /** What the broker knows of its cluster, mended and not loaded yet: it must come before Kafka's own is used. */
    static DynamicType.Unloaded<?> metadataCache() {
        ClassFileLocator classFiles = ClassFileLocator.ForClassLoader.of(MendedKafka.class.getClassLoader());
        TypeDescription asShipped =
                TypePool.Default.of(classFiles).describe(METADATA_CACHE).resolve();
        return new ByteBuddy()
                .redefine(asShipped, classFiles)
                .visit(Advice.to(KnownPartition.class).on(ElementMatchers.named(LEADER_OF_A_PARTITION)))
                .make();
    }

    /** Its code is inlined at the end of the method. It must not name the class that it mends: that would load it. */
    static final class KnownPartition {

        private KnownPartition() {}

        /**
         * Answers "no node" for a partition that has no leader now, as up to Kafka 4.2, and nothing only for one that
         * does not exist: the transaction coordinator takes nothing for "deleted" and drops the partition's markers.
         */
        @Advice.OnMethodExit
        static void leave(
                @Advice.This MetadataCache known,
                @Advice.Argument(0) String topic,
                @Advice.Argument(1) int partition,
                @Advice.Return(readOnly = false) Optional<Node> leader) {
            if (leader.isEmpty() && known.contains(new TopicPartition(topic, partition))) {
                leader = Optional.of(Node.noNode());
            }
        }
    }
}
