package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.Amount;
import io.sekat.events.CaseSummary;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.EnrichedReport;
import io.sekat.events.FundTransfer;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.TransferStatus;
import io.sekat.events.Victim;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports become cases and leave them, and the end of a process in between changes nothing (design section 4.7). */
class CasesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant PAID = Instant.parse("2026-03-02T09:00:00Z");
    private static final String BANK = "MBBEMYKL";
    private static final String ACCOUNT = "200000002";
    private static final String NUMBER = "+60123456789";
    private static final long AMOUNT = 500_000;

    @TempDir
    private Path data;

    private Sandbox sandbox;
    private ChildJvm streams;
    private KafkaProducer<String, SpecificRecord> producer;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {});
        producer = new KafkaProducer<>(
                sandbox.settings().kafkaClient("cases"),
                new StringSerializer(),
                AvroSerdes.of(sandbox.settings()).serializer());
        streams = launch();
    }

    @AfterEach
    void stop() {
        streams.close();
        producer.close();
        sandbox.close();
    }

    @Test
    void threeReportsAreOneCaseUntilOneIsWithdrawnWhateverIsKilled() throws Exception {
        publish(Topics.PARTICIPANTS, BANK, bank());
        publish(Topics.FUND_TRANSFERS, BANK + ":100000001", transfer());
        publish(report("R3").setSuspectPhones(List.of("012-345 6789")));
        publish(report("R2").setSuspectPhones(List.of(NUMBER)).setSuspectAccounts(List.of(account())));
        publish(report("R1").setPayments(List.of(payment())));

        awaitCase(List.of("R1", "R2", "R3"), AMOUNT);

        // Killed at once, so that the withdrawal is taken in, halfway or not at all by then.
        publish(Topics.DIRECTIVES, "R2", withdrawal("R2"));
        streams.kill();
        streams = launch();

        awaitCase(List.of("R1"), AMOUNT);
        awaitCase(List.of("R3"), 0);
        assertThat(files().get("R2").getCaseSummary()).isNull();

        publish(report("R0").setSuspectPhones(List.of(NUMBER)).setSuspectAccounts(List.of(account())));
        streams.kill();
        streams = launch();

        awaitCase(List.of("R0", "R1", "R3"), AMOUNT);
        assertThat(caseOf("R3").getParticipants()).containsExactly(BANK);
    }

    /** Waits until these reports are one case, and checks that each says the same of it. */
    private void awaitCase(List<String> reports, long minor) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> reports.forEach(report -> {
                    CaseSummary summary = caseOf(report);
                    assertThat(summary.getReportIds()).isEqualTo(reports);
                    assertThat(summary.getCaseId()).isEqualTo(reports.get(0));
                    assertThat(summary.getVictimCount()).isEqualTo(reports.size());
                    assertThat(summary.getLost()).isEqualTo(amounts(minor));
                    assertThat(summary.getClaimed()).isEqualTo(amounts(minor));
                    assertThat(summary.getHeld()).isEqualTo(amounts(minor));
                }));
    }

    private static List<Amount> amounts(long minor) {
        return minor == 0 ? List.of() : List.of(new Amount("MYR", minor));
    }

    private CaseSummary caseOf(String report) {
        EnrichedReport file = files().get(report);
        assertThat(file).as("report %s", report).isNotNull();
        assertThat(file.getCaseSummary()).as("case of report %s", report).isNotNull();
        return file.getCaseSummary();
    }

    private Map<String, EnrichedReport> files() {
        Map<String, EnrichedReport> newest = new HashMap<>();
        try (TopicReader<EnrichedReport> reader = TopicReader.open(sandbox.settings(), Topics.ENRICHED_REPORTS)) {
            reader.readToEnd(record -> newest.merge(
                    record.key(), record.value().value(), (a, b) -> a.getRevision() > b.getRevision() ? a : b));
        }
        return newest;
    }

    private void publish(ScamReport.Builder report) throws Exception {
        publish(Topics.SCAM_REPORTS, report.getReportId(), report.build());
    }

    private void publish(Topic<?> topic, String key, SpecificRecord event) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), key, event)).get();
    }

    private static Participant bank() {
        return Participant.newBuilder()
                .setParticipantId(BANK)
                .setKind(ParticipantKind.BANK)
                .setName("Maybank")
                .build();
    }

    private static ScamReport.Builder report(String id) {
        return ScamReport.newBuilder()
                .setReportId(id)
                .setScamType("INVESTMENT")
                .setReportedAt(PAID.plusSeconds(3600))
                .setVictim(new Victim("person-of-" + id, BANK, "100000001"));
    }

    private static ReportedAccount account() {
        return new ReportedAccount(BANK, ACCOUNT);
    }

    private static ReportedPayment payment() {
        return ReportedPayment.newBuilder()
                .setAmountMinor(AMOUNT)
                .setCurrency("MYR")
                .setTransferRef("TX1")
                .setSuspectBank(BANK)
                .setSuspectAccount(ACCOUNT)
                .build();
    }

    private static FundTransfer transfer() {
        return FundTransfer.newBuilder()
                .setTransferRef("TX1")
                .setDebtorBank(BANK)
                .setDebtorAccount("100000001")
                .setCreditorBank(BANK)
                .setCreditorAccount(ACCOUNT)
                .setAmountMinor(AMOUNT)
                .setCurrency("MYR")
                .setSettledAt(PAID)
                .setStatus(TransferStatus.SETTLED)
                .build();
    }

    private static Directive withdrawal(String report) {
        return Directive.newBuilder()
                .setDirectiveId("D-1")
                .setSubject(report)
                .setKind(DirectiveKind.WITHDRAW_REPORT)
                .setIssuedBy("officer-7")
                .setIssuedAt(PAID.plusSeconds(7200))
                .build();
    }

    /** The Streams application in a process of its own, which may be killed. */
    private ChildJvm launch() {
        Settings settings = sandbox.settings();
        List<String> program = new ArrayList<>(List.of(Sekat.class.getName(), "streams"));
        Map.of(
                        SettingCatalogue.BOOTSTRAP_SERVERS,
                        settings.get(SettingCatalogue.BOOTSTRAP_SERVERS),
                        SettingCatalogue.REGISTRY_URL,
                        settings.get(SettingCatalogue.REGISTRY_URL),
                        SettingCatalogue.STATE_DIR,
                        data.resolve("streams-1").toString(),
                        // The reports come while it starts, and wait for their bank.
                        SettingCatalogue.PARTICIPANT_GRACE,
                        "1m")
                .forEach((setting, value) -> program.addAll(List.of("--" + setting.name(), value)));
        return ChildJvm.launch("streams-1", data, List.of("-Xmx512m"), ChildJvm.ownClassPath(), program);
    }
}
