package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.producers.Feeds;
import io.sekat.producers.LoadListener;
import io.sekat.producers.http.Gateway;
import io.sekat.sandbox.tools.Quiet;
import io.sekat.streams.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public question, asked of two instances of the Streams application in processes of their own. */
class CheckIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACCOUNTS = 24;
    private static final int NUMBERS = 8;

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ChildJvm> instances = new ArrayList<>();
    private final List<Integer> ports = List.of(Ports.anyFree(), Ports.anyFree());
    private Sandbox sandbox;
    private Settings settings;
    private Gateway gateway;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {});
        Feeds.load(
                SampleScenario.PARTICIPANTS.kind(),
                SampleScenario.PARTICIPANTS.input(),
                sandbox.settings(),
                LoadListener.SILENT);
        settings = sandbox.settings()
                .with(Map.of(
                        "http-port", "0",
                        "check-per-minute", "1000000",
                        "query-url", url(0) + "," + url(1)));
        gateway = Gateway.start(settings);
    }

    private void startInstances() {
        ports.forEach(this::instance);
        for (int i = 0; i < 2; i++) {
            String ready = url(i) + "/health/ready";
            await().atMost(PATIENCE).ignoreExceptions().until(() -> get(ready).statusCode() == 200);
            // A report of a bank that is not known yet would be rejected after a second.
            String known = url(i) + "/v1/check?account=" + escaped("RHB Bank:5550001");
            await().atMost(PATIENCE).until(() -> get(known).statusCode() == 200);
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
        instances.forEach(ChildJvm::close);
        sandbox.close();
    }

    @Test
    void anyInstanceAnswersForAllAndNeverWronglyWhenTheOtherDies() throws Exception {
        startInstances();
        post(report("R-1", "v-1", accounts(), numbers()), 202);
        post(report("R-2", "v-2", accounts(), numbers()), 202);
        post(report("R-3", "v-3", List.of("5550001"), List.of()), 202);
        post(report("R-4", "v-4", List.of("5550003"), List.of()).replace("RHB Bank", "No Bank"), 202);
        List<String> questions = new ArrayList<>();
        accounts().forEach(account -> questions.add("account=" + escaped("RHB Bank:" + account)));
        numbers().forEach(number -> questions.add("phone=" + escaped(number)));
        for (String question : questions) {
            for (int i = 0; i < 2; i++) {
                String asked = url(i) + "/v1/check?" + question;
                await().atMost(PATIENCE)
                        .until(() -> body(get(asked)).path("reported").asBoolean());
            }
        }

        everythingIsToldByTheGateway(questions);
        theReceiptsSayWhatBecameOfTheReports();

        whoWasAwayDoesNotAnswerFromWhatItKnewThen();

        instances.get(1).kill();

        Set<String> open = new HashSet<>(questions);
        await().atMost(PATIENCE).until(() -> {
            for (String question : questions) {
                HttpResponse<String> answer = get(gateway.url() + "/v1/check?" + question);
                ApiDescription.allows("get /v1/check", answer);
                if (answer.statusCode() == 200) {
                    assertThat(body(answer).path("reported").asBoolean())
                            .as("%s after the other instance died", question)
                            .isTrue();
                    open.remove(question);
                } else {
                    assertThat(answer.statusCode()).isEqualTo(503);
                }
                pageIsComplete(question);
            }
            return open.isEmpty();
        });
        await().atMost(PATIENCE)
                .until(() -> get(gateway.url() + "/v1/check/00000").statusCode() == 200);
        questions.forEach(this::pageIsComplete);
    }

    /** An instance that slept while the other took its work over wakes up with old state, and does not know it at first. */
    private void whoWasAwayDoesNotAnswerFromWhatItKnewThen() throws InterruptedException {
        List<String> later = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> String.valueOf(77_700_001_00L + i))
                .toList();
        ProcessHandle sleeper = instances.get(1).handle();
        Signals.stop(sleeper);
        try {
            post(report("R-6", "v-6", later, List.of()), 202);
            post(report("R-7", "v-7", later, List.of()), 202);
            for (String account : later) {
                String asked = url(0) + "/v1/check?account=RHBBMYKL:" + account;
                await().atMost(PATIENCE)
                        .until(() -> body(get(asked)).path("reported").asBoolean());
            }
            awaitCommitted();
        } finally {
            Signals.resume(sleeper);
        }
        Set<String> open = new HashSet<>(later);
        await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> {
            for (String account : later) {
                HttpResponse<String> answer = get(url(1) + "/v1/check?account=RHBBMYKL:" + account);
                if (answer.statusCode() == 200) {
                    assertThat(body(answer).path("reported").asBoolean())
                            .as("account %s, from an instance that slept", account)
                            .isTrue();
                    open.remove(account);
                }
            }
            return open.isEmpty();
        });
    }

    /** Until then an answer may come from a transaction that is not committed yet, and may be undone. */
    private void awaitCommitted() throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafkaClient("check-it"))) {
            assertThat(Quiet.await(admin, Part.groups(settings), PATIENCE, lag -> {}))
                    .as("all is processed in time")
                    .isTrue();
        }
    }

    /** A page either has the subject or is refused. */
    private void pageIsComplete(String question) {
        String hash = hash(question);
        HttpResponse<String> page = get(gateway.url() + "/v1/check/" + hash.substring(0, 5));
        ApiDescription.allows("get /v1/check/{prefix}", page);
        if (page.statusCode() == 200) {
            assertThat(page.body()).contains(hash.substring(5) + ":0002\n");
        }
    }

    private void everythingIsToldByTheGateway(List<String> questions) {
        for (String question : questions) {
            HttpResponse<String> answer = get(gateway.url() + "/v1/check?" + question);
            ApiDescription.allows("get /v1/check", answer);
            assertThat(body(answer).path("reported").asBoolean()).isTrue();
            assertThat(body(answer).path("victims_at_least").asInt()).isEqualTo(2);
            HttpResponse<String> page =
                    get(gateway.url() + "/v1/check/" + hash(question).substring(0, 5));
            ApiDescription.allows("get /v1/check/{prefix}", page);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains(hash(question).substring(5) + ":0002\n");
            assertThat(page.body().lines()).hasSize(16);
        }
        for (String clean : List.of("account=RHBBMYKL:5550001", "account=RHBBMYKL:5550002", "phone=%2B60129998801")) {
            HttpResponse<String> answer = get(gateway.url() + "/v1/check?" + clean);
            ApiDescription.allows("get /v1/check", answer);
            assertThat(answer.body()).isEqualTo("{\"reported\":false}");
        }
        for (String bad :
                List.of("", "account=1", "account=Nobody:12345", "phone=x", "account=RHB:1234&phone=0123456700")) {
            HttpResponse<String> answer = get(gateway.url() + "/v1/check?" + bad);
            ApiDescription.allows("get /v1/check", answer);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
        }
        for (String typed : List.of("phone=012^345", "phone={012}", "phone=%ZZ", "phone=1|2")) {
            assertThat(statusOfRaw("/v1/check?" + typed)).as(typed).contains(" 400 ");
        }
        HttpResponse<String> bad = get(gateway.url() + "/v1/check/xyz");
        ApiDescription.allows("get /v1/check/{prefix}", bad);
        assertThat(bad.statusCode()).isEqualTo(400);
    }

    /** The first line of the answer to a request as some program might send it, whatever a URL may be. */
    private String statusOfRaw(String path) {
        URI address = URI.create(gateway.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.0\r\nHost: " + address.getHost() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void theReceiptsSayWhatBecameOfTheReports() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode accepted = receipt("R-1", 200);
            assertThat(accepted.path("state").asText()).isEqualTo("accepted");
            assertThat(accepted.path("alerts").toString()).contains("\"kind\":\"account\",\"action\":\"WATCH\"");
            JsonNode rejected = receipt("R-4", 200);
            assertThat(rejected.path("state").asText()).isEqualTo("rejected");
            assertThat(rejected.path("reason").asText()).isEqualTo("UNKNOWN_BANK");
        });
        assertThat(receipt("R-5", 404).path("type").asText()).isEqualTo("urn:sekat:problem:unknown-report");
        post(report("R-1", "v-other", accounts(), numbers()), 409);
        post(report("R-4", "v-4", List.of("5550003"), List.of()), 202);
        await().atMost(PATIENCE)
                .until(() -> receipt("R-4", 200).path("state").asText().equals("accepted"));
    }

    private void instance(int port) {
        Settings started = sandbox.settings();
        String name = "streams-" + (instances.size() + 1);
        List<String> program = List.of(
                Sekat.class.getName(),
                "streams",
                "--bootstrap-servers",
                started.get(SettingCatalogue.BOOTSTRAP_SERVERS),
                "--registry-url",
                started.get(SettingCatalogue.REGISTRY_URL),
                "--state-dir",
                data.resolve(name).toString(),
                "--query-port",
                String.valueOf(port),
                "--check-delay",
                "1ms",
                "--participant-grace",
                "1s");
        instances.add(ChildJvm.launch(name, data, List.of("-Xmx512m"), ChildJvm.ownClassPath(), program));
    }

    private String url(int instance) {
        return "http://127.0.0.1:" + ports.get(instance);
    }

    private static List<String> accounts() {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> String.valueOf(91_503_216_00L + i))
                .toList();
    }

    private static List<String> numbers() {
        return IntStream.range(0, NUMBERS).mapToObj(i -> "+6012345670" + i).toList();
    }

    private static String report(String id, String victim, List<String> accounts, List<String> numbers) {
        return """
                {"report_id":"%s","reported_at":"2026-03-02T06:54:05Z","victim":{"ref":"%s"},"suspect_accounts":[%s],\
                "suspect_phones":[%s]}
                """.formatted(
                        id,
                        victim,
                        accounts.stream()
                                .map(account -> "{\"bank\":\"RHB Bank\",\"account\":\"" + account + "\"}")
                                .collect(Collectors.joining(",")),
                        numbers.stream().map(number -> '"' + number + '"').collect(Collectors.joining(",")));
    }

    /** The hash of what a question is about, as a client would take it. */
    private static String hash(String question) {
        String value = java.net.URLDecoder.decode(question.split("=", 2)[1], StandardCharsets.UTF_8);
        String subject = value.replace("RHB Bank", "RHBBMYKL");
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode receipt(String id, int status) {
        HttpResponse<String> answer = get(gateway.url() + "/v1/reports/" + id);
        ApiDescription.allows("get /v1/reports/{id}", answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return body(answer);
    }

    private void post(String report, int status) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/reports"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(report))
                .build());
        ApiDescription.allows("post /v1/reports", answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IllegalStateException(request.uri() + " cannot be reached", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }
}
