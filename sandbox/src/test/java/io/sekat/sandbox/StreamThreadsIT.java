package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.producers.Feeds;
import io.sekat.producers.Input;
import io.sekat.producers.LoadListener;
import io.sekat.producers.feeds.FeedKind;
import io.sekat.streams.Part;
import io.sekat.streams.StreamsApp;
import io.sekat.topics.Topics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most of the work is about accounts: no thread has all of it, whenever an instance starts. */
class StreamThreadsIT {
    private static final int TRANSFERS = 2_000;
    private static final Settings FOUR_PARTITIONS_TWO_THREADS =
            Settings.defaults().with(Map.of("partitions", "4", SettingCatalogue.STREAM_THREADS.name(), "2"));

    @TempDir
    private Path data;

    @Test
    void theThreadsOfAnInstanceShareTheAccountsHoweverItStarts() throws Exception {
        try (Sandbox sandbox =
                Sandbox.start(data, FOUR_PARTITIONS_TWO_THREADS, Sandbox.Listening.ANYWHERE, line -> {})) {
            Settings settings = sandbox.settings();
            try (Admin admin = Admin.create(settings.kafkaClient("threads-test"))) {
                shareAndRead(StreamsApp.start(settings), admin, settings, TRANSFERS);

                awaitNobody(admin, settings);
                ChildJvm killed =
                        SekatProcess.launch("streams", data, settings, List.of("-Xmx512m"), List.of("streams"));
                shareAndRead(killed::kill, admin, settings, 2 * TRANSFERS);

                awaitNobody(admin, settings);
                shareAndRead(StreamsApp.start(settings), admin, settings, 3 * TRANSFERS);
            }
        }
    }

    /**
     * The only instance there is gives each thread its share, works at some transfers, and ends.
     *
     * @param instance what ends it
     * @param inAll how many transfers have been read then
     */
    private static void shareAndRead(AutoCloseable instance, Admin admin, Settings settings, int inAll)
            throws Exception {
        try (instance) {
            patiently()
                    .untilAsserted(
                            () -> assertThat(accountTasks(admin, settings)).containsExactly(2L, 2L));
            transfers(settings);
            patiently().until(() -> read(admin, settings) >= inAll);
        }
    }

    /** Until an instance that ended is forgotten, its threads are members of the group like those of the next one. */
    private static void awaitNobody(Admin admin, Settings settings) {
        patiently().until(() -> accountTasks(admin, settings).isEmpty());
    }

    /** How many partitions of what accounts are told each thread has. */
    private static List<Long> accountTasks(Admin admin, Settings settings) throws Exception {
        String group = Part.ALERTS.group(settings);
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                .map(member -> member.assignment().topicPartitions().stream()
                        .filter(partition -> partition.topic().equals(Topics.ACCOUNT_MESSAGES.name()))
                        .count())
                .toList();
    }

    private static long read(Admin admin, Settings settings) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(Part.ALERTS.group(settings))
                .partitionsToOffsetAndMetadata()
                .get();
        return committed.entrySet().stream()
                .filter(offset -> offset.getKey().topic().equals(Topics.FUND_TRANSFERS.name()))
                .mapToLong(offset -> offset.getValue().offset())
                .sum();
    }

    private static void transfers(Settings settings) {
        StringBuilder csv = new StringBuilder(
                "transfer_ref,debtor_bank,debtor_account,creditor_bank,creditor_account,amount,currency,channel,settled_at,status\n");
        for (int i = 0; i < TRANSFERS; i++) {
            csv.append("T%d,VICTMYKL,%d,VICTMYKL,60000001,10.00,MYR,DUITNOW,%s,SETTLED%n"
                    .formatted(i, 70_000_000 + i, Instant.now()));
        }
        Input input =
                new Input("test", () -> new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(Feeds.load(FeedKind.TRANSFERS, input, settings, LoadListener.SILENT)
                        .isClean())
                .isTrue();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                // There is no group until the first member joins.
                .ignoreExceptionsMatching(thrown -> thrown.getCause() instanceof GroupIdNotFoundException);
    }
}
