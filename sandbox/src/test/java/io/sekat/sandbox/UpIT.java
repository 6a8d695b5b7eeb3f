package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sekat up} as a user has it: a process of its own, spoken to with the other commands and with signals. */
class UpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ACCOUNT = "9150321605629";
    private static final String PARTICIPANTS = """
            participant_id,kind,name,aliases
            MBBEMYKL,BANK,Maybank,MBB
            RHBBMYKL,BANK,RHB Bank,RHB
            """;
    private static final String REPORT = """
            {"report_id":"R-1","channel":"WEB_PORTAL","reported_at":"2026-03-02T06:54:05Z","scam_type":"PHONE_SCAM",\
            "narrative":"n","victim":{"ref":"v-1","bank":"MBB","account":"4472-0496"},"payments":[],\
            "suspect_accounts":[{"bank":"rhb","account":"%s"}],"suspect_phones":[],"suspect_urls":[]}
            """.formatted(ACCOUNT);
    private static final String ENTRY = """
            bank,account,status,holder_token,holder_type,opened_at,protected
            RHBBMYKL,%s,ACTIVE,h-1,INDIVIDUAL,2020-01-01T00:00:00Z,false
            """.formatted(ACCOUNT);

    @TempDir
    private Path folder;

    private final int brokerPort = Ports.anyFree();
    private final int registryPort = Ports.anyFree();
    private final List<Process> processes = new ArrayList<>();

    @Test
    void stopsOnASignalLeavesNoProcessAndGoesOnWhereItWas() throws Exception {
        Process first = up("first.log");
        run("load", "participants", file("participants.csv", PARTICIPANTS)).fine();
        run("report", file("reports.ndjson", REPORT)).fine();
        await().atMost(PATIENCE).until(() -> output("first.log").contains(ACCOUNT));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(checked("first.log"))
                        .as("one victim is too few to tell the public")
                        .contains("\"reported\":false"));
        List<ProcessHandle> children = new ArrayList<>(first.descendants().toList());
        assertThat(children).as("broker, registry and the database's keeper").hasSizeGreaterThanOrEqualTo(3);
        children.add(DatabaseServer.process(
                        folder.resolve("data").resolve("database").resolve("data"))
                .orElseThrow());

        first.destroy();

        assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(output("first.log")).contains("Stopping");

        up("second.log");
        run("load", "accounts", file("accounts.csv", ENTRY)).fine();
        await().atMost(PATIENCE).until(() -> output("second.log").contains(ACCOUNT));

        List<JsonNode> alerts = new ArrayList<>();
        for (String line : run("tail", "freeze-alerts.RHBBMYKL", "--json", "--once")
                .out()
                .lines()
                .toList()) {
            alerts.add(new ObjectMapper().readTree(line));
        }
        assertThat(alerts).extracting(alert -> alert.get("revision").asLong()).containsExactly(1L, 2L);
        assertThat(alerts)
                .extracting(alert -> alert.get("directory").asText())
                .as("the directory facts of each revision")
                .doesNotHaveDuplicates();
        assertThat(output("second.log").lines().filter(line -> line.contains(ACCOUNT)))
                .as("the bank is not told again what it handled before the stop")
                .hasSize(1);
        Typed.Done status = run("status", "--json").fine();
        assertThat(new ObjectMapper().readTree(status.out()).toString()).contains("freeze-alerts.RHBBMYKL");
    }

    @Test
    void namesTheTakenPortAndTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(brokerPort, 1, InetAddress.getLoopbackAddress())) {
            Process refused = start("refused.log");

            assertThat(refused.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(refused.exitValue()).isEqualTo(1);
            assertThat(output("refused.log")).contains(String.valueOf(taken.getLocalPort()), "--broker-port");
        }
    }

    @Test
    void namesTheDamagedDataAndTheWayOut() throws Exception {
        Path broker = Files.createDirectories(
                folder.resolve("data").resolve("broker-1").resolve("data"));
        Files.writeString(folder.resolve("data").resolve(".sekat"), "");
        Path damaged = Files.writeString(broker.resolve("meta.properties"), "version=1\ncluster.id=som");

        Process refused = start("damaged.log");

        assertThat(refused.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(output("damaged.log"))
                .contains(damaged.toString(), "--clean", "--data DIR")
                .doesNotContain("Exception");
        assertThat(Files.readString(damaged)).as("nothing is deleted unasked").contains("som");
    }

    @Test
    void leavesAFolderAloneThatIsNotItsOwn() throws Exception {
        Path foreign = Files.writeString(
                Files.createDirectories(folder.resolve("data")).resolve("thesis.odt"), "mine");

        Process refused = start("foreign.log");

        assertThat(refused.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(output("foreign.log")).contains("not Sekat's", "--data DIR");
        assertThat(foreign).hasContent("mine");
    }

    @AfterEach
    void leaveNothing() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private Process up(String log) throws IOException {
        Process process = start(log);
        await().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive()).as(output(log)).isTrue();
            return output(log).contains("Ready.");
        });
        return process;
    }

    private Process start(String log) throws IOException {
        List<String> up = List.of(
                "up",
                "--data",
                folder.resolve("data").toString(),
                "--broker-port",
                String.valueOf(brokerPort),
                "--registry-port",
                String.valueOf(registryPort),
                "--database-port",
                "0",
                "--http-port",
                "0");
        Process process = OwnJvm.of(Sekat.class, up)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private Typed.Done run(String... command) {
        Settings settings = Settings.defaults()
                .with(Map.of(
                        SettingCatalogue.BOOTSTRAP_SERVERS.name(),
                        "127.0.0.1:" + brokerPort,
                        SettingCatalogue.REGISTRY_URL.name(),
                        "http://127.0.0.1:" + registryPort));
        return new Typed(settings, folder).run(command);
    }

    /** What the intake of {@code up} tells the public of the account. */
    private String checked(String log) throws IOException, InterruptedException {
        String intake = output(log)
                .lines()
                .filter(line -> line.contains("HTTP intake"))
                .map(line -> line.substring(line.indexOf("http")))
                .findFirst()
                .orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create(intake + "/v1/check?account=RHB:" + ACCOUNT))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String output(String log) {
        try {
            return Files.readString(folder.resolve(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
