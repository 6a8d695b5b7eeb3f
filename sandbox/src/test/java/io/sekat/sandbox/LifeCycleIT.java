package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.sekat.cli.CommandLines;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.consumers.Agents;
import io.sekat.events.AccountAction;
import io.sekat.events.AccountAnswer;
import io.sekat.events.Amount;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
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
import io.sekat.sandbox.simulation.FeedPaymentNetwork;
import io.sekat.sandbox.simulation.Mood;
import io.sekat.sandbox.simulation.SimulatedParticipant;
import io.sekat.sandbox.simulation.Temperament;
import io.sekat.topics.Topics;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Alerts from the hold to their end, with participants that answer as real ones do, and with processes that are killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifeCycleIT {
    private static final String VICTIM = "VICTMYKL:447204962486";
    private static final String SECRET = "correct-horse-battery-staple";
    private static final String PARTICIPANTS = """
            participant_id,kind,name,aliases,respond_within_seconds
            VICTMYKL,BANK,Victims,,
            FULLMYKL,BANK,Holds all,,60
            PARTMYKL,BANK,Holds a part,,60
            NONEMYKL,BANK,Has nothing left,,60
            REFUMYKL,BANK,Refuses,,60
            SILEMYKL,BANK,Says nothing,,3
            SLOWMYKL,BANK,Says nothing for longer,,6
            HOOKMYKL,BANK,Has no Kafka,,600
            LATEMYKL,BANK,Answers when it is done,,600
            """;
    private static final Map<String, Mood> MOODS = Map.of(
            "VICTMYKL", Mood.FULL,
            "FULLMYKL", Mood.FULL,
            "PARTMYKL", Mood.PARTLY,
            "NONEMYKL", Mood.NOTHING_LEFT,
            "REFUMYKL", Mood.REFUSES,
            "SILEMYKL", Mood.SILENT,
            "SLOWMYKL", Mood.SILENT);

    private final Instant paid = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);

    private Path data;

    private final List<AutoCloseable> started = new ArrayList<>();
    private Sandbox sandbox;
    private Settings settings;
    private ChildJvm streams;
    private int payments;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {});
        settings = sandbox.settings();
        streams = streams();
        load(FeedKind.PARTICIPANTS, PARTICIPANTS);
        FeedPaymentNetwork network = new FeedPaymentNetwork(settings);
        started.add(Agents.startEach(settings, participant -> {
            Mood mood = MOODS.getOrDefault(participant.getParticipantId(), Mood.SILENT);
            return new SimulatedParticipant(7, Temperament.always(mood, Duration.ofMillis(200)), network, alert -> {});
        }));
        // Reports wait a few seconds only for banks that they name.
        patiently()
                .until(() ->
                        !TopicEvents.all(settings, Topics.PARTICIPANT_DIRECTORY).isEmpty());
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
        streams.close();
        sandbox.close();
    }

    @Test
    void whatBanksAnswerStandsInTheReportAndSilenceIsEscalatedTwice() {
        report(
                "R-1",
                "FULLMYKL:10000001",
                "PARTMYKL:10000002",
                "NONEMYKL:10000003",
                "REFUMYKL:10000004",
                "SILEMYKL:10000005");

        patiently().untilAsserted(() -> {
            assertThat(answer("R-1", "10000001"))
                    .returns(FreezeOutcome.HELD, AccountAnswer::getOutcome)
                    .returns(List.of(new Amount("MYR", 100_000L)), AccountAnswer::getHeld);
            assertThat(answer("R-1", "10000002").getOutcome()).isEqualTo(FreezeOutcome.PARTLY_HELD);
            assertThat(answer("R-1", "10000002").getHeld())
                    .singleElement()
                    .satisfies(part -> assertThat(part.getMinor()).isBetween(10_000L, 90_000L));
            assertThat(answer("R-1", "10000003").getOutcome()).isEqualTo(FreezeOutcome.NO_FUNDS);
            assertThat(answer("R-1", "10000004"))
                    .returns(FreezeOutcome.REFUSED, AccountAnswer::getOutcome)
                    .satisfies(refusal -> assertThat(refusal.getReason()).isNotBlank());
            assertThat(answer("R-1", "10000005")).isNull();
        });
        patiently().untilAsserted(() -> assertThat(levels("SILEMYKL:10000005")).containsExactly(1, 2));
        patiently() // files are told a moment after escalations
                .untilAsserted(() ->
                        assertThat(account("R-1", "10000005").getEscalations()).isEqualTo(2));

        FreezeAlert unanswered = alert("SILEMYKL", "10000005");
        String out = run(
                "answer",
                "--bic",
                "SILEMYKL",
                "--account",
                "10000005",
                "--alert-id",
                unanswered.getAlertId(),
                "--revision",
                String.valueOf(unanswered.getRevision()),
                "--outcome",
                "PARTLY_HELD",
                "--held",
                "MYR:12.34");

        assertThat(out).contains("freeze-responses");
        patiently()
                .untilAsserted(() -> assertThat(answer("R-1", "10000005"))
                        .isNotNull()
                        .returns(true, AccountAnswer::getLate)
                        .returns(List.of(new Amount("MYR", 1_234L)), AccountAnswer::getHeld));
        assertThat(TopicEvents.all(settings, Topics.REJECTED_RECORDS)).isEmpty();
    }

    @Test
    void anOrderToGiveBackEndsInATransferThatClosesTheLots() {
        String reference = report("R-2", "FULLMYKL:20000001").get(0);
        patiently()
                .untilAsserted(
                        () -> assertThat(trail("R-2").getConfirmedMinor()).isEqualTo(100_000));

        run("direct", "return", VICTIM + "#" + reference, "--by", "insp-7", "--reason", "court order", "--yes");

        patiently().untilAsserted(() -> {
            assertThat(trail("R-2").getReturnedMinor()).isEqualTo(100_000);
            assertThat(trail("R-2").getHeldMinor()).isZero();
        });
        assertThat(TopicEvents.all(settings, Topics.FREEZE_RESPONSES))
                .filteredOn(answer -> answer.getOutcome() == FreezeOutcome.RETURNED)
                .singleElement()
                .satisfies(answer -> assertThat(TopicEvents.all(settings, Topics.FUND_TRANSFERS))
                        .filteredOn(transfer -> transfer.getTransferRef().equals(answer.getTransferRef()))
                        .singleElement()
                        .satisfies(transfer ->
                                assertThat(transfer.getAmountMinor()).isEqualTo(100_000)));
        patiently()
                .untilAsserted(() -> assertThat(alert("FULLMYKL", "20000001"))
                        .returns(AccountAction.WATCH, FreezeAlert::getAction)
                        .returns(List.of(), FreezeAlert::getHold));
    }

    @Test
    void anAgentThatIsKilledWhileItAnswersAnswersAfterItsRestart() throws Exception {
        List<String> keys = new CopyOnWriteArrayList<>();
        CountDownLatch killed = new CountDownLatch(1);
        ExecutorService executor = Executors.newCachedThreadPool();
        started.add(executor::shutdownNow);
        HttpServer bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.setExecutor(executor);
        bank.createContext("/", exchange -> {
            boolean isHold =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).contains("\"HOLD\"");
            if (isHold) {
                keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                awaitQuietly(killed);
            }
            byte[] answer = isHold ? "{\"outcome\":\"HELD\"}".getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        bank.start();
        started.add(() -> bank.stop(0));
        ChildJvm agent = agent(bank.getAddress().getPort());
        report("R-3", "HOOKMYKL:30000001");
        patiently().until(() -> !keys.isEmpty());

        agent.kill();
        killed.countDown();
        agent(bank.getAddress().getPort());

        patiently()
                .untilAsserted(() -> assertThat(answer("R-3", "30000001"))
                        .isNotNull()
                        .returns(FreezeOutcome.HELD, AccountAnswer::getOutcome)
                        .returns(List.of(new Amount("MYR", 100_000L)), AccountAnswer::getHeld));
        assertThat(keys).as("it came again after the restart").hasSizeGreaterThan(1);
        FreezeAlert last = alert("HOOKMYKL", "30000001");
        assertThat(keys.get(keys.size() - 1)).isEqualTo(last.getAlertId() + ":" + last.getRevision());
        assertThat(TopicEvents.all(settings, Topics.FREEZE_RESPONSES))
                .filteredOn(answer -> answer.getAlertId().equals(last.getAlertId()))
                .extracting(FreezeResponse::getRevision)
                .contains(last.getRevision());
    }

    @Test
    void aBankThatTookAnAlertPostsItsAnswerLater() throws Exception {
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        HttpServer bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.createContext("/", exchange -> {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        bank.start();
        started.add(() -> bank.stop(0));
        Path secret = Files.writeString(data.resolve("secret"), SECRET);
        ChildJvm agent = child(
                "later-agent",
                "bank-agent",
                "--bic",
                "LATEMYKL",
                "--webhook",
                "http://127.0.0.1:" + bank.getAddress().getPort(),
                "--webhook-secret-file",
                secret.toString(),
                "--answers-port",
                "0",
                "--group",
                "later");
        started.add(agent);
        report("R-6", "LATEMYKL:60000001");
        JsonNode hold = patiently()
                .until(
                        () -> {
                            String message = taken.poll();
                            return message == null ? MissingNode.getInstance() : new ObjectMapper().readTree(message);
                        },
                        message -> message.path("action").asText().equals("HOLD"));
        assertThat(answer("R-6", "60000001")).isNull();
        ObjectNode later = new ObjectMapper()
                .createObjectNode()
                .put("alertId", hold.get("alertId").asText())
                .put("revision", hold.get("revision").asLong())
                .put("account", hold.get("account").asText())
                .put("outcome", "HELD");
        later.set("held", hold.get("hold"));

        assertThat(postLater(agent, later.toString(), "another-secret-than-this")
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> acknowledged = postLater(agent, later.toString(), SECRET);

        assertThat(acknowledged.statusCode()).as(acknowledged.body()).isEqualTo(202);
        assertThat(TopicEvents.all(settings, Topics.FREEZE_RESPONSES))
                .as("what was acknowledged is on the broker")
                .filteredOn(answer -> answer.getAccount().equals("60000001"))
                .hasSize(1);
        patiently()
                .untilAsserted(() -> assertThat(answer("R-6", "60000001"))
                        .isNotNull()
                        .returns(FreezeOutcome.HELD, AccountAnswer::getOutcome)
                        .returns(List.of(new Amount("MYR", 100_000L)), AccountAnswer::getHeld));
    }

    private static HttpResponse<String> postLater(ChildJvm agent, String body, String secret) throws Exception {
        String url = patiently()
                .until(
                        () -> Files.readString(agent.log())
                                .lines()
                                .filter(line -> line.startsWith("Taking answers at "))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .substring("Taking answers at ".length());
        long seconds = Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String hex = HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Sekat-Signature", "t=" + seconds + ",v1=" + hex)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void deadlinesThatRunWhileTheApplicationIsKilledFireOnceEach() {
        report("R-4", "SLOWMYKL:40000001");
        patiently()
                .untilAsserted(() -> assertThat(alert("SLOWMYKL", "40000001")).isNotNull());

        streams.kill();
        streams = streams();
        patiently().until(() -> levels("SLOWMYKL:40000001").contains(1));
        streams.kill();
        streams = streams();

        patiently().until(() -> levels("SLOWMYKL:40000001").contains(2));
        // What fires twice would fire before the deadlines of what is asked now.
        report("R-5", "SILEMYKL:40000002");
        patiently().untilAsserted(() -> assertThat(levels("SILEMYKL:40000002")).containsExactly(1, 2));
        assertThat(levels("SLOWMYKL:40000001")).containsExactly(1, 2);
    }

    /** The victim paid each of these accounts MYR 1,000.00 and reports it. Returns the references. */
    private synchronized List<String> report(String reportId, String... accounts) {
        StringBuilder transfers = new StringBuilder("transfer_ref,debtor_bank,debtor_account,creditor_bank,"
                + "creditor_account,amount,currency,channel,settled_at,status\n");
        List<String> claims = new ArrayList<>();
        List<String> references = new ArrayList<>();
        for (String account : accounts) {
            String reference = "TX" + ++payments;
            references.add(reference);
            AccountId suspect = AccountId.parse(account);
            transfers
                    .append(String.join(
                            ",",
                            reference,
                            VICTIM.replace(':', ','),
                            suspect.bank().value(),
                            suspect.number(),
                            "1000.00,MYR,DUITNOW",
                            paid.plusSeconds(payments).toString(),
                            "SETTLED"))
                    .append('\n');
            claims.add(
                    "{\"amount\":\"1000.00\",\"currency\":\"MYR\",\"paid_at\":\"%s\",\"transfer_ref\":\"%s\",\"suspect_bank\":\"%s\",\"suspect_account\":\"%s\"}"
                            .formatted(
                                    paid.plusSeconds(payments),
                                    reference,
                                    suspect.bank().value(),
                                    suspect.number()));
        }
        load(FeedKind.TRANSFERS, transfers.toString());
        AccountId victim = AccountId.parse(VICTIM);
        String line = """
                {"report_id":"%s","channel":"WEB_PORTAL","reported_at":"%s","scam_type":"PHONE_SCAM","narrative":"n",\
                "victim":{"ref":"v-1","bank":"%s","account":"%s"},"payments":[%s],"suspect_accounts":[],\
                "suspect_phones":[],"suspect_urls":[]}
                """.formatted(
                        reportId, Instant.now(), victim.bank().value(), victim.number(), String.join(",", claims));
        assertThat(Reports.publish(input(line), settings, LoadListener.SILENT).isClean())
                .isTrue();
        return references;
    }

    private void load(FeedKind kind, String csv) {
        assertThat(Feeds.load(kind, input(csv), settings, LoadListener.SILENT).isClean())
                .isTrue();
    }

    private static Input input(String text) {
        return new Input("test", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private EnrichedReport file(String reportId) {
        return TopicEvents.newest(
                        TopicEvents.all(settings, Topics.ENRICHED_REPORTS),
                        EnrichedReport::getReportId,
                        EnrichedReport::getRevision)
                .get(reportId);
    }

    private EnrichedAccount account(String reportId, String number) {
        EnrichedReport file = file(reportId);
        assertThat(file).as(reportId).isNotNull();
        return file.getAccounts().stream()
                .filter(account -> account.getAccount().equals(number))
                .findFirst()
                .orElseThrow(() -> new AssertionError(number + " is not in " + file));
    }

    private AccountAnswer answer(String reportId, String number) {
        return account(reportId, number).getAnswer();
    }

    private EnrichedTrail trail(String reportId) {
        EnrichedReport file = file(reportId);
        assertThat(file).as(reportId).isNotNull();
        EnrichedTrail trail = file.getPayments().get(0).getTrail();
        assertThat(trail).as(reportId).isNotNull();
        return trail;
    }

    private FreezeAlert alert(String bank, String account) {
        return TopicEvents.newest(
                        TopicEvents.all(settings, Topics.FREEZE_ALERTS.of(new ParticipantId(bank))),
                        FreezeAlert::getAccount,
                        FreezeAlert::getRevision)
                .get(account);
    }

    private List<Integer> levels(String subject) {
        return TopicEvents.all(settings, Topics.ESCALATIONS).stream()
                .filter(notice -> notice.getSubject().equals(subject))
                .map(Escalation::getLevel)
                .toList();
    }

    private ChildJvm streams() {
        return child("streams", "streams", "--state-dir", data.resolve("state").toString());
    }

    private ChildJvm agent(int port) {
        ChildJvm agent = child(
                "agent",
                "bank-agent",
                "--bic",
                "HOOKMYKL",
                "--webhook",
                "http://127.0.0.1:" + port + "/alerts",
                // A killed member is missed after this, or else only after 45 s.
                "-K",
                "session.timeout.ms=6000",
                "-K",
                "heartbeat.interval.ms=1000",
                "--group",
                "hook");
        started.add(agent);
        return agent;
    }

    private ChildJvm child(String name, String... command) {
        List<String> program = new ArrayList<>(List.of(Sekat.class.getName()));
        program.addAll(List.of(command));
        program.addAll(addresses());
        return ChildJvm.launch(name, data, List.of("-Xmx384m"), ChildJvm.ownClassPath(), program);
    }

    private String run(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(addresses());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandLines.of(Sekat.class);
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(line.execute(words.toArray(String[]::new)))
                .as("%s%s", out, err)
                .isZero();
        return out.toString();
    }

    private List<String> addresses() {
        return List.of(
                "--bootstrap-servers",
                settings.get(SettingCatalogue.BOOTSTRAP_SERVERS),
                "--registry-url",
                settings.get(SettingCatalogue.REGISTRY_URL));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
