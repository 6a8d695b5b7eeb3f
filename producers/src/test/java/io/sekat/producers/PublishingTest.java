package io.sekat.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.producers.csv.Lines;
import io.sekat.producers.feeds.FeedFile;
import io.sekat.producers.feeds.FeedKind;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private static final String PHONES =
            "phone_number,operator,status,line_type,activated_at,subscriber_token,protected\n";
    private static final String GOOD = "+60124926178,MAXIS,ACTIVE,PREPAID,,,false\n";

    private final List<BadRow> bad = new ArrayList<>();
    private final List<String> created = new ArrayList<>();
    private final LoadListener listener = new LoadListener() {
        @Override
        public void rejected(BadRow row) {
            bad.add(row);
        }
    };

    @Test
    void goodRowsAreLoadedAndBadOnesRejectedWithTheirPlace() throws Exception {
        MockProducer<String, SpecificRecord> producer = producer(true);

        LoadSummary summary =
                load(FeedKind.PHONES, PHONES + GOOD + "+60124926179,MAXIS,FOO,PREPAID,,,false\n" + GOOD, producer);

        assertThat(summary.rows()).isEqualTo(3);
        assertThat(summary.loaded()).isEqualTo(2);
        assertThat(summary.rejected()).isEqualTo(1);
        assertThat(summary.failed()).isZero();
        assertThat(summary.isClean()).isFalse();
        assertThat(bad)
                .extracting(BadRow::toString)
                .containsExactly(
                        "x.csv:3: column status: 'FOO' is not valid: expected ACTIVE, SUSPENDED or" + " TERMINATED");
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("phone-numbers", "rejected-records", "phone-numbers");
        RejectedRecord rejected = (RejectedRecord) producer.history().get(1).value();
        assertThat(rejected.getSourceTopic()).isEqualTo("phone-numbers");
        assertThat(rejected.getSourceFile()).isEqualTo("x.csv");
        assertThat(rejected.getSourceLine()).isEqualTo(3);
        assertThat(rejected.getSourcePartition()).isEqualTo(-1);
        assertThat(rejected.getSubject()).isEqualTo("+60124926179");
        assertThat(producer.history().get(1).key()).isEqualTo("+60124926179");
        assertThat(StandardCharsets.UTF_8.decode(rejected.getOriginalValue()).toString())
                .isEqualTo("+60124926179,MAXIS,FOO,PREPAID,,,false");
    }

    @Test
    void aRowThatTheBrokersRefuseIsNotLoadedAndEndsTheReading() throws Exception {
        MockProducer<String, SpecificRecord> producer = producer(true);
        producer.sendException = new AuthorizationException("not allowed");

        LoadSummary summary = load(FeedKind.PHONES, PHONES + GOOD + GOOD, producer);

        assertThat(summary.rows()).isEqualTo(1);
        assertThat(summary.loaded()).isZero();
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.firstFailure())
                .hasValueSatisfying(message -> assertThat(message)
                        .startsWith("cannot write x.csv:2 to topic phone-numbers")
                        .contains("not allowed"));
    }

    @Test
    void aParticipantsTopicsAreThereBeforeItIsPublished() throws Exception {
        MockProducer<String, SpecificRecord> producer = producer(true);

        load(
                FeedKind.PARTICIPANTS,
                "participant_id,kind,name,aliases\nMBBEMYKL,BANK,Maybank,\nMAXIS,TELCO,Maxis,\nPDRM,POLICE,Police,\n",
                producer);

        assertThat(created)
                .containsExactly(
                        "freeze-alerts.MBBEMYKL before 0",
                        "return-requests.MBBEMYKL before 0",
                        "block-requests.MAXIS before 1");
    }

    @Test
    void reportsGoOutUnderTheirIdAndWhatIsNoneIsRejected() throws Exception {
        MockProducer<String, SpecificRecord> producer = producer(true);
        String time = "\"reported_at\": \"2026-03-02T06:54:05.848Z\"";

        LoadSummary summary = report(
                "{\"report_id\": \"A\", " + time + "}\r\n\n  \n{" + time + "}\n{\"report_id\": \"B\"}\n{\"rep",
                producer);

        assertThat(summary.rows()).isEqualTo(4);
        assertThat(summary.loaded()).isEqualTo(2);
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("A", "", "B", "");
        assertThat(bad).extracting(BadRow::line).containsExactly(5L, 6L);
        assertThat(bad).extracting(BadRow::reason).containsExactly(RejectReason.BAD_TIMESTAMP, RejectReason.MALFORMED);
    }

    private LoadSummary load(FeedKind kind, String file, MockProducer<String, SpecificRecord> producer)
            throws Exception {
        try (FeedFile feed = FeedFile.open(kind, stream(file));
                Publisher publisher = new Publisher(producer, "x.csv")) {
            return Feeds.publish(
                    kind,
                    feed,
                    "x.csv",
                    publisher,
                    topics -> topics.stream()
                            .map(Topic::name)
                            .map(name -> name + " before " + producer.history().size())
                            .forEach(created::add),
                    listener);
        }
    }

    private LoadSummary report(String file, MockProducer<String, SpecificRecord> producer) throws IOException {
        try (Lines lines = new Lines(stream(file));
                Publisher publisher = new Publisher(producer, "x.ndjson")) {
            return Reports.publish(lines, "x.ndjson", publisher, listener);
        }
    }

    private static InputStream stream(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private static MockProducer<String, SpecificRecord> producer(boolean acknowledges) {
        return new MockProducer<>(
                acknowledges, new RoundRobinPartitioner(), new StringSerializer(), (topic, value) -> new byte[0]);
    }

    @Test
    void nothingCountsAsLoadedBeforeItIsAcknowledged() {
        MockProducer<String, SpecificRecord> producer = producer(false);
        try (Publisher publisher = new Publisher(producer, "x.csv")) {
            publisher.load(
                    Topics.SCAM_REPORTS,
                    "A",
                    RejectedRecord.newBuilder()
                            .setSourceTopic("")
                            .setReason(RejectReason.OTHER)
                            .setMessage("")
                            .setRejectedAt(java.time.Instant.EPOCH)
                            .build(),
                    1);
            assertThat(publisher.loaded()).isZero();

            producer.completeNext();

            assertThat(publisher.loaded()).isEqualTo(1);
        }
    }
}
