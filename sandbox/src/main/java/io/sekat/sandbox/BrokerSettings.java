package io.sekat.sandbox;

import io.sekat.topics.Topic;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code server.properties} of an embedded node: those of a real cluster, made small and quick to start. */
final class BrokerSettings {

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private BrokerSettings() {}

    /**
     * The settings of one node.
     *
     * @param node the node
     * @param cluster the cluster that it is part of
     * @param data the folder of its log, as the node shall name it
     */
    static Map<String, String> of(BrokerNode node, BrokerCluster cluster, Path data) {
        String replicas = String.valueOf(cluster.replicas());
        String minInSync = String.valueOf(cluster.minInSyncReplicas());
        Map<String, String> settings = new LinkedHashMap<>();

        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(node.id()));
        // Static voters: unlike those of a dynamic quorum they stand in no log, so ports may change between starts.
        settings.put("controller.quorum.voters", cluster.voters());
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put(
                "listeners",
                "%s://%s,%s://127.0.0.1:%d"
                        .formatted(CLIENT_LISTENER, node.address(), CONTROLLER_LISTENER, node.controllerPort()));
        settings.put("log.dirs", data.toString());

        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", minInSync);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", minInSync);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", minInSync);

        // Internal topics of 50 partitions are for many groups; here they would only cost files and start time.
        settings.put("offsets.topic.num.partitions", "8");
        settings.put("transaction.state.log.num.partitions", "8");
        settings.put("share.coordinator.state.topic.num.partitions", "4");

        // A misspelt topic name must fail, as it does at a bank. The catalogue creates the topics.
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // For topics of earlier versions, which say nothing of it themselves.
        settings.put("message.max.bytes", String.valueOf(Topic.LARGEST_RECORD));

        // After a crash a node may register again only when its old session has run out: 9 s by default.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");

        // What a dead instance wrote without committing holds readers up until this look ends it: docs/decisions/0034.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

        // 128 MiB of heap by default, a quarter of what there is.
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));

        settings.putAll(cluster.settings());
        return settings;
    }
}
