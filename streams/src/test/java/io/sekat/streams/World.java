package io.sekat.streams;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.AccountEntry;
import io.sekat.events.BlockResponse;
import io.sekat.events.Directive;
import io.sekat.events.FreezeResponse;
import io.sekat.events.FundTransfer;
import io.sekat.events.Participant;
import io.sekat.events.PhoneEntry;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ScamReport;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology without a broker: what comes in, and what it says to whom. */
public final class World implements AutoCloseable {
    private static final Duration COMMIT = Duration.ofMillis(20);
    private static final int COMMITS = 5;
    private static final Duration FILES_COMMIT = Duration.ofMillis(100);
    /** The file rests and is told, then its case, then the file of its case. */
    private static final int FILES_COMMITS = 6;

    private final MemorySerdes memory = new MemorySerdes();
    private final Set<String> ensured = ConcurrentHashMap.newKeySet();
    private final List<TopicPartition> looks = new CopyOnWriteArrayList<>();
    private final TopologyTestDriver driver;
    private volatile Instant answersRead = Instant.MAX;

    public World() {
        this(Settings.defaults());
    }

    /** A world with other thresholds than the usual ones. */
    public World(Settings settings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "sekat-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, newFolder().toString());
        properties.put("processing.exception.handler.global.enabled", true);
        Settings quickFiles =
                settings.with(Map.of(SettingCatalogue.FILES_COMMIT_INTERVAL.name(), FILES_COMMIT.toMillis() + "ms"));
        Environment environment =
                Environment.of(quickFiles, memory.serdes(), topic -> ensured.add(topic.name()), new AnswersAsSet());
        driver = new TopologyTestDriver(SekatTopology.of(environment), properties, Samples.RECEIVED);
    }

    /** A world in which the sample's two banks and two operators take part. */
    public static World withParticipants() {
        return withParticipants(Settings.defaults());
    }

    /** The same with other thresholds than the usual ones. */
    public static World withParticipants(Settings settings) {
        World world = new World(settings);
        world.comes(Samples.bank(Samples.VICTIM_BANK, "Alpha Bank", "Alpha"));
        world.comes(Samples.bank(Samples.SUSPECT_BANK, "Beta Bank", "Beta", "BB"));
        world.comes(Samples.operator(Samples.OPERATOR));
        world.comes(Samples.operator(Samples.OTHER_OPERATOR));
        return world;
    }

    /** Serdes over a registry in memory. */
    public static AvroSerdes memorySerdes() {
        return new MemorySerdes().serdes();
    }

    public void comes(Participant participant) {
        comes(Topics.PARTICIPANTS, participant.getParticipantId(), participant);
    }

    public void comes(ScamReport.Builder report) {
        comes(Topics.SCAM_REPORTS, report.getReportId(), report.build());
    }

    public void comes(AccountEntry.Builder entry) {
        comes(Topics.BANK_ACCOUNTS, entry.getBank() + ":" + entry.getAccount(), entry.build());
    }

    public void comes(PhoneEntry.Builder entry) {
        comes(Topics.PHONE_NUMBERS, entry.getPhoneNumber(), entry.build());
    }

    public void comes(FundTransfer.Builder transfer) {
        comes(Topics.FUND_TRANSFERS, transfer.getDebtorBank() + ":" + transfer.getDebtorAccount(), transfer.build());
    }

    public void comes(Directive.Builder directive) {
        comesAt(later(directive.getIssuedAt()), Topics.DIRECTIVES, directive.getSubject(), directive.build());
    }

    public void comes(Topic<?> topic, String key, SpecificRecord event) {
        comes(topic, key.getBytes(StandardCharsets.UTF_8), event == null ? null : bytes(event));
    }

    public void comes(Topic<?> topic, byte[] key, byte[] value) {
        comesAt(Samples.RECEIVED, topic, key, value);
    }

    /** A bank's answer, which the broker took when it was given. */
    public void comes(FreezeResponse answer) {
        String account = answer.getBank() + ":" + answer.getAccount();
        comesAt(later(answer.getRespondedAt()), Topics.FREEZE_RESPONSES, account, answer);
    }

    /** An operator's answer, which the broker took when it was given. */
    public void comes(BlockResponse answer) {
        comesAt(later(answer.getRespondedAt()), Topics.BLOCK_RESPONSES, answer.getPhoneNumber(), answer);
    }

    private static Instant later(Instant time) {
        return time.isAfter(Samples.RECEIVED) ? time : Samples.RECEIVED;
    }

    /** An event that the broker took at a time. */
    public void comesAt(Instant appendedAt, Topic<?> topic, String key, SpecificRecord event) {
        comesAt(appendedAt, topic, key.getBytes(StandardCharsets.UTF_8), bytes(event));
    }

    private void comesAt(Instant appendedAt, Topic<?> topic, byte[] key, byte[] value) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, Instant.ofEpochMilli(appendedAt.toEpochMilli())));
        settle();
    }

    /** As many commits as the longest trail needs to tell everybody. */
    private void settle() {
        for (int i = 0; i < COMMITS; i++) {
            driver.advanceWallClockTime(COMMIT);
        }
        for (int i = 0; i < FILES_COMMITS; i++) {
            driver.advanceWallClockTime(FILES_COMMIT);
        }
    }

    /** The event as it stands on the broker. */
    public byte[] bytes(SpecificRecord event) {
        return memory.bytes(event);
    }

    public void passes(Duration time) {
        driver.advanceWallClockTime(time);
        settle();
    }

    /** What was written to a topic since this was asked last. */
    public <V extends SpecificRecord> List<V> said(Topic<V> topic) {
        return records(topic).stream().map(TestRecord::value).toList();
    }

    /** The last of what was written to a topic since this was asked last. */
    public <V extends SpecificRecord> V lastSaid(Topic<V> topic) {
        List<V> all = said(topic);
        if (all.isEmpty()) {
            throw new AssertionError(
                    "nothing was written to " + topic + "; rejected: " + said(Topics.REJECTED_RECORDS));
        }
        return all.get(all.size() - 1);
    }

    public <V extends SpecificRecord> List<TestRecord<String, V>> records(Topic<V> topic) {
        return driver.producedTopicNames().contains(topic.name())
                ? driver.createOutputTopic(
                                topic.name(),
                                new StringDeserializer(),
                                memory.serdes().<V>trusted().deserializer())
                        .readRecordsToList()
                : List.of();
    }

    /** The application is behind: it has read the answers that were stored until then. */
    public void answersAreReadUpTo(Instant time) {
        answersRead = time;
    }

    /** The partitions of which the topology wanted to know how far they are read. */
    public List<TopicPartition> looksForAnswers() {
        return looks;
    }

    private final class AnswersAsSet implements AnswersRead {
        @Override
        public Instant upTo(TopicPartition answers, Instant now) {
            return answersRead.isAfter(now) ? now : answersRead;
        }

        @Override
        public void find(TopicPartition answers) {
            looks.add(answers);
        }
    }

    /** A store of the topology, as it is now. */
    public <V> KeyValueStore<String, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    public RejectedRecord onlyRejected() {
        List<RejectedRecord> all = said(Topics.REJECTED_RECORDS);
        if (all.size() != 1) {
            throw new AssertionError("expected one rejected record: " + all);
        }
        return all.get(0);
    }

    /** Recipients' topics that were made sure of before something was sent there. */
    public Set<String> ensured() {
        return ensured;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "world-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
