package io.sekat.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server of Sekat. Every error, its own ones included, is answered as a {@link Problem}. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How long a client may take between two bytes. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final int MOST_THREADS = 64;
    private static final int LEAST_THREADS = 8;

    private final Javalin javalin;
    private final String host;

    private HttpServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Starts a server.
     *
     * @param name what it is, in messages and in the names of its threads
     * @param host address to listen on
     * @param port port to listen on; 0: a free one
     * @param option the option that sets the port, for the message
     * @param routes adds its routes
     * @throws IllegalStateException with a message for people when it cannot listen there
     */
    public static HttpServer start(String name, String host, int port, String option, Consumer<RoutesConfig> routes) {
        Javalin javalin = Javalin.create(config -> {
            prepare(config, name);
            routes.accept(config.routes);
        });
        try {
            return new HttpServer(javalin.start(host, port), host);
        } catch (JavalinBindException e) {
            throw new IllegalStateException(
                    "The " + name + " cannot listen on " + host + ":" + port + ": " + cause(e)
                            + ". Stop the program that listens there, or choose another port with --" + option
                            + " PORT (0: a free one).",
                    e);
        }
    }

    private static void prepare(JavalinConfig config, String name) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("sekat-" + name.replace(' ', '-'));
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE.toMillis()));
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        // The size of an answer must not tell what is in it.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.routes.exception(Refusal.class, (refusal, context) -> answer(context, refusal.problem()));
        config.routes.exception(HttpResponseException.class, HttpServer::answer);
        config.routes.exception(Exception.class, (thrown, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), thrown);
            answer(context, Problem.of(500, "internal", "Internal error", "It is in the server's log."));
        });
    }

    private static void answer(HttpResponseException thrown, Context context) {
        if (thrown instanceof MethodNotAllowedResponse) {
            answer(
                    context,
                    Problem.of(405, "method-not-allowed", "Method not allowed", "This path does not know the method."));
        } else if (thrown.getStatus() == 404) {
            answer(context, Problem.of(404, "not-found", "Not found", "There is nothing at this path."));
        } else {
            answer(
                    context,
                    Problem.of(
                            thrown.getStatus(),
                            "http",
                            "HTTP " + thrown.getStatus(),
                            String.valueOf(thrown.getMessage())));
        }
    }

    private static void answer(Context context, Problem problem) {
        context.status(problem.status());
        problem.retryAfterSeconds().ifPresent(seconds -> context.header("Retry-After", Long.toString(seconds)));
        json(context, problem).contentType(Problem.MEDIA_TYPE);
    }

    /** Answers with a value as JSON. */
    public static Context json(Context context, Object value) {
        try {
            return context.header("Cache-Control", "no-store")
                    .result(JSON.writeValueAsBytes(value))
                    .contentType("application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an answer as JSON", e);
        }
    }

    private static String cause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Its address, e.g. {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** Takes no new requests, ends those that run, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }
}
