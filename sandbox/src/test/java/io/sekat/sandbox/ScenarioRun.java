package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.producers.Feeds;
import io.sekat.producers.Input;
import io.sekat.producers.LoadListener;
import io.sekat.producers.LoadSummary;
import io.sekat.producers.Reports;
import io.sekat.producers.feeds.FeedKind;
import io.sekat.sandbox.SampleScenario.Feed;
import io.sekat.sandbox.tools.Quiet;
import io.sekat.streams.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.awaitility.Awaitility;

/** Loads the sample scenario into a system that runs, and holds what comes of it against what is expected. */
final class ScenarioRun {
    /** One report names no bank. Where no instance is killed, it need not wait as long as a takeover takes. */
    static final Settings SETTINGS = Settings.defaults().with(Map.of(SettingCatalogue.PARTICIPANT_GRACE.name(), "5s"));

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int REJECTS = 6;
    private static final Duration REST = Duration.ofSeconds(4);
    private static final long REST_RECORDS = 200;

    private final Settings settings;

    ScenarioRun(Settings settings) {
        this.settings = settings;
    }

    void reportsLast() throws Exception {
        run(SampleScenario.ACCOUNTS, SampleScenario.PHONES, SampleScenario.TRANSFERS, null);
    }

    void reportsFirst() throws Exception {
        run(null, SampleScenario.TRANSFERS, SampleScenario.PHONES, SampleScenario.ACCOUNTS);
    }

    /** Loads participants, then these in their order (null: the reports), then what comes late. */
    private void run(Feed... inOrder) throws Exception {
        load(SampleScenario.PARTICIPANTS);
        for (Feed feed : inOrder) {
            if (feed == null) {
                report();
            } else {
                load(feed);
            }
            awaitQuiet();
        }
        loadLate();
        assertOutcome();
    }

    void load(Feed feed) {
        load(feed.kind(), feed.input());
    }

    void load(FeedKind kind, Input input) {
        LoadSummary summary = Feeds.load(kind, input, settings, LoadListener.SILENT);
        assertThat(summary.isClean()).as("%s: %s", input.name(), summary).isTrue();
    }

    void report() {
        report(SampleScenario.reports());
    }

    void report(Input input) {
        assertThat(Reports.publish(input, settings, LoadListener.SILENT).failed())
                .isZero();
    }

    /** Loads what comes late or changes later. */
    void loadLate() {
        SampleScenario.AFTER_REPORTS.forEach(this::load);
    }

    void awaitQuiet() throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafkaClient("scenario"))) {
            assertThat(Quiet.await(admin, Part.groups(settings), PATIENCE, lag -> {}))
                    .as("all is processed in time")
                    .isTrue();
        }
    }

    /**
     * Waits until the system that has nothing to do rests: an instance that commits for nothing writes several hundred
     * records a second to the log of transactions (docs/decisions/0041).
     */
    void awaitRest() {
        try (Admin admin = Admin.create(settings.kafkaClient("scenario"))) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                long before = transactionRecords(admin);
                Thread.sleep(REST.toMillis());
                return transactionRecords(admin) - before < REST_RECORDS;
            });
        }
    }

    private static long transactionRecords(Admin admin) throws InterruptedException, ExecutionException {
        int partitions = admin.describeTopics(List.of(Topic.TRANSACTION_STATE_TOPIC_NAME))
                .allTopicNames()
                .get()
                .get(Topic.TRANSACTION_STATE_TOPIC_NAME)
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topic.TRANSACTION_STATE_TOPIC_NAME, partition),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** Waits until all is processed, then checks every alert, request, claim and rejected report. */
    void assertOutcome() throws InterruptedException, IOException {
        awaitQuiet();
        // A report that names an unknown bank waits for it before it is rejected.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> ScenarioOutcome.read(settings).rejects().size() >= REJECTS);
        // Files and cases are told a moment after what they follow from.
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertExpected(ScenarioOutcome.read(settings)));
    }

    private void assertExpected(ScenarioOutcome outcome) throws IOException {
        // Whoever sends a bad report twice has it rejected twice.
        assertThat(outcome.rejects().stream().distinct())
                .containsExactlyInAnyOrderElementsOf(
                        expected("rejects", 2).stream().distinct().toList());
        assertThat(outcome.numbers()).containsExactlyInAnyOrderElementsOf(expected("phones", 3));
        assertThat(outcome.accounts()).containsExactlyInAnyOrderElementsOf(expected("accounts", 4));
        assertThat(outcome.trails()).containsExactlyInAnyOrderElementsOf(expected("trails", 5));
        assertThat(PlainCases.told(outcome.reports().values()))
                .containsExactlyInAnyOrderElementsOf(
                        PlainCases.of(outcome.reports().values(), settings.get(SettingCatalogue.MAX_CASE_LINKS)));
    }

    private static List<String> expected(String what, int columns) throws IOException {
        return ExpectedRows.of("expected-" + what + ".csv").stream()
                .map(row -> String.join(",", row.subList(0, columns)))
                .toList();
    }
}
