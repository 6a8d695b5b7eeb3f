package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.config.Settings;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide and order with the command line, and what banks and operators are asked then. */
class DeskIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String[] WHO = {"--by", "insp-7", "--reason", "case 12"};

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static Typed typed;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(folder.resolve("data"), Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {});
        sandbox.startStreams();
        typed = new Typed(sandbox.settings(), folder);
        typed.run(List.of("load", "participants"), """
                        participant_id,kind,name,aliases
                        MBBEMYKL,BANK,Maybank,MBB
                        RHBBMYKL,BANK,RHB,RHB Bank
                        MAXIS,TELCO,Maxis,MAXIS
                        """).fine();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void aProtectedAccountIsFrozenOnceAPersonDecidesSo() throws Exception {
        String account = "RHBBMYKL:100200300";
        paid("1", account);
        protect(account);
        assertThat(awaitItem(account)).contains("PROTECTED_ACCOUNT", "MYR 500.00", "freeze, release or dismiss");

        assertThat(decide(account, "block").exitCode()).isEqualTo(2);
        assertThat(decide(account, "block").err()).contains("expected freeze, release or dismiss");
        assertThat(decide(account, "freeze", "--until", "yesterday").exitCode()).isEqualTo(2);
        Typed.Done done = decide(account, "freeze").fine();

        assertThat(done.out()).contains("The item is closed.");
        JsonNode alert = newest("freeze-alerts.RHBBMYKL", account).orElseThrow();
        assertThat(alert.get("action").asText()).isEqualTo("FREEZE");
        assertThat(alert.get("reasons").toString()).contains("DIRECTIVE");
        assertThat(item(account)).isEmpty();
        assertThat(typed.run("review", "list", "--all").fine().out()).contains("CONFIRM_FREEZE by insp-7", "case 12");
        assertThat(decide(account, "freeze"))
                .satisfies(again -> assertThat(again.exitCode()).isEqualTo(1))
                .satisfies(again -> assertThat(again.err()).contains("was closed"));
    }

    @Test
    void aRecycledNumberIsBlockedOnceAPersonDecidesSo() throws Exception {
        String number = "+60122272495";
        report("2", "", "\"012-227 2495\"");
        typed.run(List.of("load", "phones"), """
                        phone_number,operator,status,line_type,activated_at,subscriber_token,protected
                        %s,MAXIS,ACTIVE,PREPAID,2026-06-01T00:00:00.000Z,s1,false
                        """.formatted(number)).fine();
        assertThat(awaitItem(number)).contains("RECYCLED_NUMBER", "block, release or dismiss");

        decide("012-227 2495", "block").fine();

        assertThat(newest("block-requests.MAXIS", number)
                        .orElseThrow()
                        .get("action")
                        .asText())
                .isEqualTo("BLOCK");
        assertThat(item(number)).isEmpty();
    }

    @Test
    void whatIsDismissedIsNotAskedAgain() throws Exception {
        String account = "RHBBMYKL:100200302";
        protect(account);
        paid("3", account);
        awaitItem(account);

        decide(account, "dismiss").fine();
        paid("4", account);
        typed.run(List.of("load", "accounts"), accounts("RHBBMYKL:100200309", false))
                .fine();
        await().atMost(PATIENCE).until(() -> enriched("R-4").isPresent());

        assertThat(item(account)).isEmpty();
        assertThat(newest("freeze-alerts.RHBBMYKL", account)).isEmpty();
    }

    @Test
    void aWithdrawnReportReleasesWhatWasHeldDownTheTrail() throws Exception {
        String first = "RHBBMYKL:100200304";
        String second = "MBBEMYKL:100200305";
        paid("5", first);
        typed.run(List.of("load", "transfers"), transfer("T-5", first, second, "200.00", "2026-03-02T11:00:00.000Z"))
                .fine();
        await().atMost(PATIENCE).until(() -> held("freeze-alerts.MBBEMYKL", second) == 20_000);
        await().atMost(PATIENCE).until(() -> held("freeze-alerts.RHBBMYKL", first) == 30_000);
        await().atMost(PATIENCE).until(() -> trail("R-5").get("heldMinor").asLong() == 50_000);

        typed.run("direct", "withdraw-report", "R-5", WHO[0], WHO[1], WHO[2], WHO[3])
                .fine();

        await().atMost(PATIENCE).until(() -> "RELEASE".equals(action("freeze-alerts.MBBEMYKL", second)));
        await().atMost(PATIENCE).until(() -> "RELEASE".equals(action("freeze-alerts.RHBBMYKL", first)));
        await().atMost(PATIENCE)
                .until(() -> !enriched("R-5").orElseThrow().get("withdrawnAt").isNull());
    }

    @Test
    void whatThePipelineRefusesIsToldWithItsReason() {
        Typed.Done unknown = typed.run("direct", "withdraw-report", "R-404", WHO[0], WHO[1], WHO[2], WHO[3]);
        assertThat(unknown.exitCode()).as(unknown.toString()).isEqualTo(1);
        assertThat(unknown.err()).contains("R-404", "never accepted");

        Typed.Done noPayment =
                typed.run("direct", "return", "MBBEMYKL:100000001#T-404", WHO[0], WHO[1], WHO[2], WHO[3]);
        assertThat(noPayment.exitCode()).as(noPayment.toString()).isEqualTo(1);
        assertThat(noPayment.err()).contains("T-404");

        assertThat(decide("RHBBMYKL:999999999", "freeze").err()).contains("nobody was asked");
    }

    @Test
    void whatOthersWroteUnderNoKeyOrAnothersIsPassedOver() throws Exception {
        Directive order = Directive.newBuilder()
                .setDirectiveId("D-keyless")
                .setKind(DirectiveKind.RELEASE)
                .setSubject("RHBBMYKL:100200310")
                .setIssuedBy("somebody")
                .setReason("none")
                .setIssuedAt(Instant.now())
                .build();
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                sandbox.settings().kafkaClient("test"),
                new StringSerializer(),
                AvroSerdes.of(sandbox.settings()).<SpecificRecord>serializer())) {
            producer.send(new ProducerRecord<>(Topics.DIRECTIVES.name(), null, order))
                    .get();
            producer.send(new ProducerRecord<>(Topics.DIRECTIVES.name(), "another", order))
                    .get();
        }

        assertThat(typed.run("review", "list", "--all").fine().out()).doesNotContain("somebody");
    }

    /** A victim pays MYR 500.00 into an account and reports it. */
    private static void paid(String id, String account) throws IOException {
        String victim = "MBBEMYKL:90000000" + id;
        typed.run(
                        List.of("load", "transfers"),
                        transfer("P-" + id, victim, account, "500.00", "2026-03-02T10:00:00.000Z"))
                .fine();
        report(id, """
                {"amount":"500.00","currency":"MYR","paid_at":"2026-03-02T10:00:00Z","transfer_ref":"P-%s",\
                "suspect_bank":"%s","suspect_account":"%s"}""".formatted(id, bank(account), number(account)), "");
    }

    private static void report(String id, String payment, String phone) throws IOException {
        typed.run(List.of("report"), """
                        {"report_id":"R-%s","channel":"HOTLINE_997","reported_at":"2026-03-02T12:00:00Z",\
                        "scam_type":"PHONE_SCAM","narrative":"n","victim":{"ref":"v-%s","bank":"MBB",\
                        "account":"90000000%s"},"payments":[%s],"suspect_accounts":[],"suspect_phones":[%s],\
                        "suspect_urls":[]}
                        """.formatted(id, id, id, payment, phone)).fine();
    }

    private static void protect(String account) throws IOException {
        typed.run(List.of("load", "accounts"), accounts(account, true)).fine();
    }

    private static String accounts(String account, boolean isProtected) {
        return """
                bank,account,status,holder_token,holder_type,opened_at,protected
                %s,%s,ACTIVE,h1,BUSINESS,2020-01-01T00:00:00.000Z,%s
                """.formatted(bank(account), number(account), isProtected);
    }

    private static String transfer(String reference, String from, String to, String amount, String at) {
        return """
                transfer_ref,debtor_bank,debtor_account,creditor_bank,creditor_account,amount,currency,channel,\
                settled_at,status
                %s,%s,%s,%s,%s,%s,MYR,DUITNOW,%s,SETTLED
                """.formatted(reference, bank(from), number(from), bank(to), number(to), amount, at);
    }

    private static String bank(String account) {
        return account.substring(0, account.indexOf(':'));
    }

    private static String number(String account) {
        return account.substring(account.indexOf(':') + 1);
    }

    private static Typed.Done decide(String subject, String decision, String... more) {
        String[] words = {"review", "decide", subject, decision, WHO[0], WHO[1], WHO[2], WHO[3]};
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return typed.run(all);
    }

    /** The line of an open item about a subject; empty: there is none. */
    private static Optional<String> item(String subject) {
        return typed.run("review", "list")
                .fine()
                .out()
                .lines()
                .filter(line -> line.startsWith(subject + " "))
                .findFirst();
    }

    private static String awaitItem(String subject) {
        await().atMost(PATIENCE)
                .until(() -> item(subject)
                        .filter(line -> !subject.contains(":") || line.contains("MYR"))
                        .isPresent());
        return item(subject).orElseThrow();
    }

    private static Optional<JsonNode> newest(String topic, String key) {
        return typed.run("tail", topic, "--once", "--json")
                .out()
                .lines()
                .map(DeskIT::json)
                .filter(event -> key.equals(
                        event.has("account")
                                ? event.get("bank").asText() + ":"
                                        + event.get("account").asText()
                                : event.get(event.has("phoneNumber") ? "phoneNumber" : "reportId")
                                        .asText()))
                .max(Comparator.comparingLong(event -> event.get("revision").asLong()));
    }

    private static Optional<JsonNode> enriched(String reportId) {
        return newest("enriched-reports", reportId);
    }

    private static JsonNode trail(String reportId) {
        return enriched(reportId)
                .map(report -> report.get("payments").get(0).get("trail"))
                .filter(trail -> !trail.isNull())
                .orElseGet(() -> json("{\"heldMinor\":-1}"));
    }

    private static String action(String topic, String account) {
        return newest(topic, account).map(alert -> alert.get("action").asText()).orElse("");
    }

    private static long held(String topic, String account) {
        return newest(topic, account)
                .map(alert -> alert.get("hold").get(0))
                .map(amount -> amount.get("minor").asLong())
                .orElse(-1L);
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
