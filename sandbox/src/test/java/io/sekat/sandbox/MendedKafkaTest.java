package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.metadata.MetadataCache;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;

class MendedKafkaTest {

    private static final ListenerName LISTENER = ListenerName.normalised("PLAINTEXT");
    private static final int NO_LEADER = -1;

    /** Fails when Kafka has mended it: then {@link MendedKafka} can go. */
    @Test
    void asShippedAPartitionWithoutLeaderLooksDeleted() throws ReflectiveOperationException {
        assertThat(leader(KRaftMetadataCache.class, "alerts", 0)).isEmpty();
    }

    @Test
    void aPartitionWithoutLeaderIsThere() throws ReflectiveOperationException {
        assertThat(leader(mended(), "alerts", 0)).hasValue(Node.noNode());
    }

    @Test
    void aPartitionThatDoesNotExistIsNotThere() throws ReflectiveOperationException {
        assertThat(leader(mended(), "alerts", 1)).isEmpty();
        assertThat(leader(mended(), "deleted", 0)).isEmpty();
    }

    private static Class<?> mended() {
        return MendedKafka.metadataCache()
                .load(MendedKafkaTest.class.getClassLoader(), ClassLoadingStrategy.Default.CHILD_FIRST)
                .getLoaded();
    }

    /** What a cache answers that knows a topic, alerts, with one partition whose replica is down. */
    private static Optional<Node> leader(Class<?> cacheClass, String topic, int partition)
            throws ReflectiveOperationException {
        Supplier<KRaftVersion> version = () -> KRaftVersion.LATEST_PRODUCTION;
        MetadataCache cache = (MetadataCache)
                cacheClass.getConstructor(int.class, Supplier.class).newInstance(1, version);
        cacheClass.getMethod("setImage", MetadataImage.class).invoke(cache, image());
        return cache.getPartitionLeaderEndpoint(topic, partition, LISTENER);
    }

    private static MetadataImage image() {
        Uuid topicId = Uuid.randomUuid();
        MetadataDelta delta =
                new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        delta.replay(new TopicRecord().setName("alerts").setTopicId(topicId));
        delta.replay(new PartitionRecord()
                .setTopicId(topicId)
                .setPartitionId(0)
                .setReplicas(List.of(1))
                .setIsr(List.of(1))
                .setLeader(NO_LEADER)
                .setLeaderEpoch(1)
                .setPartitionEpoch(1));
        return delta.apply(MetadataProvenance.EMPTY);
    }
}
