package io.sekat.benchmarks.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The participants' end of the webhooks. As in the field, it sometimes fails before it has stored an alert, and sometimes
 * after, so that the same alert comes again.
 */
final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 4;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Random random;
    private final Map<String, String> bodies = new TreeMap<>();
    private final Map<String, Long> newest = new TreeMap<>();
    private final Map<String, Long> last = new TreeMap<>();
    private final Map<String, Long> answered = new TreeMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private final List<JsonNode> returns = new ArrayList<>();
    private long posts;
    private long again;

    /** Begins to listen; when it fails is drawn from the seed. */
    Receiver(long seed) throws IOException {
        this.random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** Where the agents post. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String key = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Idempotency-Key"), "");
        int chance;
        synchronized (this) {
            chance = random.nextInt(20);
        }
        if (chance == 0) {
            exchange.sendResponseHeaders(UNAVAILABLE, -1);
            exchange.close();
            return;
        }
        JsonNode alert = JSON.readTree(body);
        store(key, alert, new String(body, StandardCharsets.UTF_8));
        if (chance > 1) {
            answer(exchange, alert);
            answered(alert);
        } // else: the connection ends without an answer, although the alert is stored
        exchange.close();
    }

    private static void answer(HttpExchange exchange, JsonNode alert) throws IOException {
        String outcome = outcome(alert);
        if (outcome.isEmpty()) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        byte[] answer = JSON.writeValueAsBytes(
                isReturn(alert)
                        ? Map.of("outcome", outcome, "transferRef", reference(alert))
                        : Map.of("outcome", outcome));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    /** Does at once what is asked; a WATCH asks for nothing, and neither does a request that is taken back. */
    private static String outcome(JsonNode alert) {
        return switch (alert.path("action").asText()) {
            case "HOLD", "FREEZE" -> "HELD";
            case "RELEASE" -> "RELEASED";
            case "BLOCK" -> "BLOCKED";
            case "WITHDRAW" -> "UNBLOCKED";
            default -> isReturn(alert) && !isWithdrawn(alert) ? "RETURNED" : "";
        };
    }

    /** Whether it asks for money to be given back. */
    private static boolean isReturn(JsonNode alert) {
        return alert.has("requestId");
    }

    private static boolean isWithdrawn(JsonNode request) {
        return request.path("withdrawn").asBoolean();
    }

    /** Of the transfer that gives the money back: the same, however often it is asked for. */
    static String reference(JsonNode request) {
        return "G" + request.path("requestId").asText();
    }

    private synchronized void store(String key, JsonNode alert, String body) {
        posts++;
        String before = bodies.putIfAbsent(key, body);
        if (before != null) {
            again++;
            if (!before.equals(body)) {
                contradictions.add("key " + key + " came with two bodies: " + before + " and " + body);
            }
        }
        String id = alert.path(isReturn(alert) ? "requestId" : "alertId").asText();
        if (!key.equals(id + ":" + alert.path("revision").asLong())) {
            contradictions.add("key " + key + " came with the body of another alert: " + body);
        }
        long revision = alert.path("revision").asLong();
        newest.merge(subject(alert), revision, Math::max);
        last.put(subject(alert), revision);
        if (isReturn(alert) && !isWithdrawn(alert) && before == null) {
            returns.add(alert);
        }
    }

    /** The requests to give money back that came since the last call; each once. */
    synchronized List<JsonNode> returns() {
        List<JsonNode> all = List.copyOf(returns);
        returns.clear();
        return all;
    }

    /** What was stored only comes again. */
    private synchronized void answered(JsonNode alert) {
        answered.merge(subject(alert), alert.path("revision").asLong(), Math::max);
    }

    /** What an alert is about, with the participant who is asked. */
    static String subject(JsonNode alert) {
        if (isReturn(alert)) {
            return alert.path("bank").asText() + " " + alert.path("requestId").asText();
        }
        return alert.has("bank")
                ? alert.path("bank").asText() + ":" + alert.path("account").asText()
                : alert.path("operator").asText() + " "
                        + alert.path("phoneNumber").asText();
    }

    /** Everything that was stored. */
    synchronized WebhookCheck.Posted posted() {
        return new WebhookCheck.Posted(
                new TreeMap<>(newest), new TreeMap<>(last), new TreeMap<>(bodies), List.copyOf(contradictions));
    }

    /**
     * The same once of each subject that revision was answered, which is its newest, and came last: after a crash an agent
     * posts older ones again, before it. Empty until then.
     */
    synchronized Optional<WebhookCheck.Posted> ifAnswered(Map<String, Long> revisions) {
        return answered.equals(revisions) && last.equals(revisions) ? Optional.of(posted()) : Optional.empty();
    }

    /** How many alerts were stored, repeated ones included. */
    synchronized long posts() {
        return posts;
    }

    /** How many of them had been stored before. */
    synchronized long again() {
        return again;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
