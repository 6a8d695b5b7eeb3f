package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.config.Settings;
import io.sekat.consumers.alerts.EventWriter;
import io.sekat.events.AccountAction;
import io.sekat.events.Escalation;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import io.sekat.producers.Feeds;
import io.sekat.producers.Input;
import io.sekat.producers.LoadListener;
import io.sekat.producers.Reports;
import io.sekat.producers.feeds.FeedKind;
import io.sekat.streams.StreamsApp;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines are judged by what was stored in time, not by what the application happens to have read. */
class DeadlineIT {
    private static final AccountId ANSWERED = AccountId.parse("ANSWMYKL:10000001");
    private static final AccountId UNANSWERED = AccountId.parse("SILEMYKL:10000002");
    private static final AccountId QUICKLY = AccountId.parse("QUICMYKL:10000003");
    private static final String PARTICIPANTS = """
            participant_id,kind,name,aliases,respond_within_seconds
            VICTMYKL,BANK,Victims,,
            ANSWMYKL,BANK,Answers in time,,25
            SILEMYKL,BANK,Says nothing,,25
            QUICMYKL,BANK,Has a second,,1
            """;
    private static final String TRANSFER_COLUMNS = "transfer_ref,debtor_bank,debtor_account,creditor_bank,"
            + "creditor_account,amount,currency,channel,settled_at,status\n";
    /** So many that the application is at them for longer than the second after which it looks for deadlines. */
    private static final int TRANSFERS = 60_000;

    private final Instant paid = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);

    @TempDir
    private Path data;

    @Test
    void anAnswerStoredInTimeCountsThoughItIsReadAfterTheDeadline() throws Exception {
        Settings one = Settings.defaults().with(Map.of("partitions", "1"));
        try (Sandbox sandbox = Sandbox.start(data, one, Sandbox.Listening.ANYWHERE, line -> {})) {
            Settings settings = sandbox.settings();
            load(settings, FeedKind.PARTICIPANTS, PARTICIPANTS);
            String many = manyTransfers();
            FreezeAlert answered;
            FreezeAlert unanswered;
            try (StreamsApp app = StreamsApp.start(settings)) {
                assertThat(app.awaitRunning(Duration.ofMinutes(1))).isTrue();
                report(settings, "R-1", ANSWERED);
                report(settings, "R-2", UNANSWERED);
                answered = hold(settings, ANSWERED);
                unanswered = hold(settings, UNANSWERED);
            }
            // The application reads them first, as they are older than any answer from now on.
            load(settings, FeedKind.TRANSFERS, many);
            try (EventWriter writer = EventWriter.of(settings, "deadline-test")) {
                RecordMetadata stored = writer.write(Topics.FREEZE_RESPONSES, ANSWERED.toString(), held(answered));
                assertThat(stored.timestamp())
                        .as("time of the answer; after the deadline this machine is too slow for the test")
                        .isLessThan(answered.getRespondBy().toEpochMilli());
            }
            patiently().until(() -> Instant.now().isAfter(unanswered.getRespondBy()));

            try (StreamsApp app = StreamsApp.start(settings)) {
                patiently()
                        .untilAsserted(() -> assertThat(escalations(settings, UNANSWERED))
                                .extracting(Escalation::getLevel)
                                .containsExactly(1, 2));
                assertThat(escalations(settings, ANSWERED)).isEmpty();
                assertThat(app.state()).isEqualTo("RUNNING");
            }
            assertThat(TopicEvents.all(settings, Topics.REJECTED_RECORDS)).isEmpty();

            abandonAnAnswer(settings);
            try (StreamsApp app = StreamsApp.start(settings)) {
                report(settings, "R-3", QUICKLY);
                patiently()
                        .untilAsserted(() -> assertThat(escalations(settings, QUICKLY))
                                .as("an answer that was never committed is not waited for")
                                .extracting(Escalation::getLevel)
                                .containsExactly(1, 2));
                assertThat(app.state()).isEqualTo("RUNNING");
            }
            assertThat(escalations(settings, UNANSWERED)).hasSize(2);
            assertThat(escalations(settings, ANSWERED)).isEmpty();
        }
    }

    private String manyTransfers() {
        StringBuilder transfers = new StringBuilder(TRANSFER_COLUMNS);
        for (int i = 0; i < TRANSFERS; i++) {
            transfers.append(transfer("CLEAN" + i, "VICTMYKL:" + (70000000 + i % 1000), "VICTMYKL:60000001"));
        }
        return transfers.toString();
    }

    /** Leaves the topic of answers with a record and a marker at its end that nobody is ever given. */
    private static void abandonAnAnswer(Settings settings) throws Exception {
        Map<String, Object> config = settings.kafkaClient("deadline-test-abandoning");
        config.put("transactional.id", "deadline-test");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.FREEZE_RESPONSES.name(), new byte[] {1}, new byte[] {1}))
                    .get();
            producer.abortTransaction();
        }
    }

    /** The victim paid this account and reports it. */
    private void report(Settings settings, String reportId, AccountId suspect) {
        String reference = "TX-" + reportId;
        load(
                settings,
                FeedKind.TRANSFERS,
                TRANSFER_COLUMNS + transfer(reference, "VICTMYKL:447204962486", suspect.toString()));
        String line = """
                {"report_id":"%s","channel":"WEB_PORTAL","reported_at":"%s","scam_type":"PHONE_SCAM","narrative":"n",\
                "victim":{"ref":"v-1","bank":"VICTMYKL","account":"447204962486"},"payments":[{"amount":"1000.00",\
                "currency":"MYR","paid_at":"%s","transfer_ref":"%s","suspect_bank":"%s","suspect_account":"%s"}],\
                "suspect_accounts":[],"suspect_phones":[],"suspect_urls":[]}
                """.formatted(
                        reportId, Instant.now(), paid, reference, suspect.bank().value(), suspect.number());
        assertThat(Reports.publish(input(line), settings, LoadListener.SILENT).isClean())
                .isTrue();
    }

    private String transfer(String reference, String debtor, String creditor) {
        return String.join(
                        ",",
                        reference,
                        debtor.replace(':', ','),
                        creditor.replace(':', ','),
                        "1000.00,MYR,DUITNOW",
                        paid.toString(),
                        "SETTLED")
                + "\n";
    }

    private static void load(Settings settings, FeedKind kind, String csv) {
        assertThat(Feeds.load(kind, input(csv), settings, LoadListener.SILENT).isClean())
                .isTrue();
    }

    private static Input input(String text) {
        return new Input("test", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What the bank is asked once the victim's payment is verified, which is the last. */
    private static FreezeAlert hold(Settings settings, AccountId account) {
        Topic<FreezeAlert> topic =
                Topics.FREEZE_ALERTS.of(new ParticipantId(account.bank().value()));
        return patiently()
                .until(
                        () -> TopicEvents.all(settings, topic).stream()
                                .filter(alert -> alert.getAction() == AccountAction.HOLD)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static FreezeResponse held(FreezeAlert alert) {
        return FreezeResponse.newBuilder()
                .setAlertId(alert.getAlertId())
                .setRevision(alert.getRevision())
                .setBank(alert.getBank())
                .setAccount(alert.getAccount())
                .setOutcome(FreezeOutcome.HELD)
                .setHeld(alert.getHold())
                .setRespondedAt(Instant.now())
                .build();
    }

    private static List<Escalation> escalations(Settings settings, AccountId account) {
        return TopicEvents.all(settings, Topics.ESCALATIONS).stream()
                .filter(notice -> notice.getSubject().equals(account.toString()))
                .toList();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200));
    }
}
