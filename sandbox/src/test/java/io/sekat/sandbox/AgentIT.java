package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agents as a bank and an operator run them: processes of their own, by the command line. */
class AgentIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ACCOUNT = "9150321605629";
    private static final String NUMBER = "+60122272495";

    @TempDir
    private Path folder;

    private final List<Process> agents = new ArrayList<>();
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private volatile int status = 503;
    private HttpServer bank;
    private Sandbox sandbox;
    private Typed typed;

    /** What the bank's webhook was sent. */
    private record Posted(String key, JsonNode alert, int status) {}

    @BeforeEach
    void start() throws Exception {
        bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.createContext("/alerts", exchange -> {
            JsonNode alert = new ObjectMapper().readTree(exchange.getRequestBody());
            int answer = status;
            posted.add(new Posted(exchange.getRequestHeaders().getFirst("Idempotency-Key"), alert, answer));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        bank.start();
        sandbox = Sandbox.start(folder.resolve("data"), Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {});
        sandbox.startStreams();
        typed = new Typed(sandbox.settings(), folder);
        typed.run(List.of("load", "participants"), """
                        participant_id,kind,name,aliases
                        MBBEMYKL,BANK,Maybank,MBB
                        MAXIS,TELCO,Maxis,MAXIS
                        """).fine();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process agent : agents) {
            agent.destroyForcibly().waitFor();
        }
        sandbox.close();
        bank.stop(0);
    }

    @Test
    void aWebhookThatFailsIsAskedAgainAndEachRevisionIsDeliveredOnce() throws Exception {
        Process agent = agent("bank.log", "bank-agent", "--bic", "MBBEMYKL", "--webhook", webhook());
        report("R-1");
        await().atMost(PATIENCE).until(() -> posted.size() >= 2);
        status = 204;
        await().atMost(PATIENCE)
                .until(() ->
                        posted.stream().filter(post -> post.status() == 204).count() == 1);

        assertThat(posted.stream().map(Posted::key).distinct())
                .as("tries of one revision have one key")
                .hasSize(1);
        Posted delivered = posted.get(posted.size() - 1);
        assertThat(delivered.key()).isEqualTo(delivered.alert().get("alertId").asText() + ":1");
        assertThat(delivered.alert().get("account").asText()).isEqualTo(ACCOUNT);
        assertThat(delivered.alert().get("action").asText()).isEqualTo("WATCH");

        agent.destroy();
        assertThat(agent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        agent("again.log", "bank-agent", "--bic", "MBBEMYKL", "--webhook", webhook());
        typed.run(List.of("load", "accounts"), """
                        bank,account,status,holder_token,holder_type,opened_at,protected
                        MBBEMYKL,%s,ACTIVE,h-1,INDIVIDUAL,2020-01-01T00:00:00Z,false
                        """.formatted(ACCOUNT)).fine();
        await().atMost(PATIENCE)
                .until(() ->
                        posted.get(posted.size() - 1).alert().get("revision").asInt() == 2);
        assertThat(posted.stream().filter(post -> post.status() == 204))
                .as("the next agent goes on behind what the first one delivered")
                .hasSize(2);
    }

    @Test
    void anOperatorsAgentPrintsRequestsAndGoesOnAfterAKill() throws Exception {
        Process agent = agent("operator.log", "operator-agent", "--operator", "MAXIS", "--json");
        typed.run(List.of("load", "phones"), """
                        phone_number,operator,status,line_type,activated_at,subscriber_token,protected
                        %s,MAXIS,ACTIVE,PREPAID,2020-01-01T00:00:00.000Z,s1,false
                        """.formatted(NUMBER)).fine();
        report("R-1");
        await().atMost(PATIENCE).until(() -> output("operator.log").contains("\"WATCH\""));

        agent.destroyForcibly().waitFor();
        report("R-2");
        agent("operator-again.log", "operator-agent", "--operator", "MAXIS", "--json");

        await().atMost(PATIENCE).until(() -> output("operator-again.log").contains("\"BLOCK\""));
        assertThat(output("operator-again.log")).contains(NUMBER);
    }

    private void report(String id) throws IOException {
        typed.run(List.of("report"), """
                        {"report_id":"%s","channel":"WEB_PORTAL","reported_at":"2026-03-02T06:54:05Z",\
                        "scam_type":"PHONE_SCAM","narrative":"n","victim":{"ref":"v-%s","bank":"MBB",\
                        "account":"4472-0496"},"payments":[],"suspect_accounts":[{"bank":"mbb","account":"%s"}],\
                        "suspect_phones":["012-227 2495"],"suspect_urls":[]}
                        """.formatted(id, id, ACCOUNT)).fine();
    }

    private String webhook() {
        return "http://127.0.0.1:" + bank.getAddress().getPort() + "/alerts";
    }

    private Process agent(String log, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(
                "--bootstrap-servers",
                sandbox.settings().get(SettingCatalogue.BOOTSTRAP_SERVERS),
                "--registry-url",
                sandbox.settings().get(SettingCatalogue.REGISTRY_URL)));
        Process process = OwnJvm.of(Sekat.class, words)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
        agents.add(process);
        return process;
    }

    private String output(String log) throws IOException {
        return Files.readString(folder.resolve(log));
    }
}
