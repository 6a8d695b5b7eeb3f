package io.sekat.consumers;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sekat.consumers.alerts.Reply;
import io.sekat.http.HttpServer;
import io.sekat.http.JsonBody;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes answers that a participant posts later than it took the message: {@code POST /v1/answers}. One is acknowledged
 * once it is committed.
 */
final class AnswerServer implements AutoCloseable {
    /** The option that sets its port. */
    static final String PORT = "answers-port";

    private static final Logger LOG = LoggerFactory.getLogger(AnswerServer.class);
    private static final int LONGEST = 64 * 1024;
    private static final int AT_A_TIME = 16;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final LaterAnswers answers;
    private final PostedSignatures signatures;
    private final Log log;
    private final InstantSource clock;
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final HttpServer server;

    /** Where answers go. */
    @FunctionalInterface
    interface Log {
        /**
         * Returns once the answer is stored.
         *
         * @throws RuntimeException when that is not sure
         */
        void commit(Reply<?> reply) throws InterruptedException;
    }

    /**
     * Listens from now on.
     *
     * @param host address to listen on
     * @param port port to listen on; 0: a free one
     * @throws IllegalStateException with a message for people when it cannot listen there
     */
    AnswerServer(
            String host, int port, LaterAnswers answers, PostedSignatures signatures, Log log, InstantSource clock) {
        this.answers = answers;
        this.signatures = signatures;
        this.log = log;
        this.clock = clock;
        this.server = HttpServer.start("answer server", host, port, PORT, this::addTo);
    }

    private void addTo(RoutesConfig routes) {
        routes.post("/v1/answers", this::take);
        routes.get("/health/live", context -> HttpServer.json(context, Map.of("status", "up")));
    }

    private void take(Context context) {
        byte[] body = JsonBody.read(context, "answer", LONGEST);
        Instant now = clock.instant();
        PostedSignatures.Posted posted = signatures
                .check(context.header("Sekat-Signature"), body, now)
                .orElseThrow(() -> new Refusal(Problem.of(
                        401,
                        "bad-signature",
                        "Signature not valid",
                        "Expected a Sekat-Signature of these bytes, under the secret of the webhook, of a time within "
                                + PostedSignatures.GOOD_FOR.toMinutes() + " minutes of now.")));
        Reply<?> reply = answers.read(body, now);
        if (!signatures.isKnown(posted)) {
            commit(reply);
            signatures.remember(posted, now);
        }
        context.status(202);
        HttpServer.json(context, Map.of("state", "committed"));
    }

    private void commit(Reply<?> reply) {
        if (!free.tryAcquire()) {
            throw new Refusal(Problem.of(
                            429,
                            "too-many-answers",
                            "Too many answers at a time",
                            "The brokers have not taken those before it yet. Send it again.")
                    .retryAfter(SOON));
        }
        try {
            log.commit(reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notCommitted();
        } catch (RuntimeException e) { // Kafka's, or of the registry that is asked for the schema's id
            LOG.warn("an answer was not committed", e);
            throw notCommitted();
        } finally {
            free.release();
        }
    }

    private static Refusal notCommitted() {
        return new Refusal(Problem.of(
                        503,
                        "not-committed",
                        "Not committed",
                        "The brokers have not confirmed the answer. Send it again: to answer twice does no harm.")
                .retryAfter(LATER));
    }

    /** Its address, e.g. {@code http://127.0.0.1:8082}. */
    String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
