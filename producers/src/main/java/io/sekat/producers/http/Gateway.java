package io.sekat.producers.http;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.http.HttpServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP intake (docs/decisions/0022). */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Admin admin;
    private final HttpServer server;

    private Gateway(Settings settings) {
        try {
            admin = part(Admin.create(settings.kafkaClient("sekat-intake-health")));
            RecentReports recent = new RecentReports();
            LookupRoutes lookups = new LookupRoutes(
                    Lookup.of(settings),
                    new RateLimit(
                            settings.get(SettingCatalogue.CHECK_PER_MINUTE),
                            new ClientAddress(settings.get(SettingCatalogue.HTTP_PROXIES))),
                    recent);
            ReportRoutes reports = new ReportRoutes(
                    part(ReportLog.open(settings)),
                    recent,
                    lookups::isRejected,
                    settings.get(SettingCatalogue.HTTP_MAX_BODY),
                    InstantSource.system());
            server = part(HttpServer.start(
                    "intake",
                    settings.get(SettingCatalogue.HTTP_HOST),
                    settings.get(SettingCatalogue.HTTP_PORT),
                    SettingCatalogue.HTTP_PORT.name(),
                    new GatewayRoutes(reports, lookups, this::broker)::addTo));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts the intake.
     *
     * @throws IllegalStateException with a message for people when it cannot listen where the settings say
     */
    public static Gateway start(Settings settings) {
        return new Gateway(settings);
    }

    private CompletionStage<String> broker() {
        return admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) PROBE.toMillis()))
                .clusterId()
                .toCompletionStage();
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /** Its address, e.g. {@code http://127.0.0.1:8080}. */
    public String url() {
        return server.url();
    }

    /** Takes no new requests, answers those that it has, and stops. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                // The others must be stopped all the same.
                LOG.warn("could not stop in order", e);
            }
        }
    }
}
