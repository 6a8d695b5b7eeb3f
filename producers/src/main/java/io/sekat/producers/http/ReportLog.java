package io.sekat.producers.http;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.ScamReport;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits reports to the brokers, so many at a time. Only what all in-sync replicas have is committed; what is not known
 * to be committed may be all the same, and to commit it again does no harm.
 */
final class ReportLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportLog.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    /** How long a request's thread may wait where the producer does not know the topic's partitions yet. */
    private static final Duration BLOCK_AT_MOST = Duration.ofMillis(500);

    private static final int ANSWERING_THREADS = 4;

    private final Producer<String, ScamReport> producer;
    private final Semaphore free;
    /** The producer's own thread must not wait for a slow client to read its answer. */
    private final ExecutorService answering =
            Executors.newFixedThreadPool(ANSWERING_THREADS, task -> new Thread(task, "sekat-intake-answering"));

    /**
     * @param producer idempotent, with all acknowledgements; closed with this
     * @param inFlight how many reports are handed to the brokers at a time
     */
    ReportLog(Producer<String, ScamReport> producer, int inFlight) {
        this.producer = producer;
        this.free = new Semaphore(inFlight);
    }

    /** Connects to the brokers that the settings name. */
    static ReportLog open(Settings settings) {
        return new ReportLog(
                new KafkaProducer<>(
                        config(settings),
                        new StringSerializer(),
                        AvroSerdes.of(settings).<ScamReport>serializer()),
                settings.get(SettingCatalogue.HTTP_IN_FLIGHT));
    }

    static Map<String, Object> config(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("sekat-intake");
        long within = settings.get(SettingCatalogue.HTTP_COMMIT_WITHIN).toMillis();
        // Kafka makes no producer that would linger and wait for its request for longer than it may deliver.
        long linger = Math.min(number(config.getOrDefault("linger.ms", 2)), within / 4);
        config.put("linger.ms", linger);
        config.put("request.timeout.ms", (int) Math.max(1, within - linger));
        config.put("delivery.timeout.ms", (int) within);
        config.put("max.block.ms", Math.min(within, BLOCK_AT_MOST.toMillis()));
        config.putIfAbsent("max.request.size", Topic.LARGEST_RECORD);
        config.putIfAbsent("reconnect.backoff.max.ms", 500);
        // Several requests may be on their way. Where a change of leaders lets a later one overtake (KAFKA-15591), the
        // earlier one expires: its reports are answered with 503, sent again, and count once. They have no order to
        // keep.
        config.put("enable.idempotence", true);
        config.put("acks", "all");
        return config;
    }

    /** What Kafka cannot read as one it will complain about itself. */
    private static long number(Object setting) {
        try {
            return Math.max(0, Long.parseLong(String.valueOf(setting).strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Commits a report under its id.
     *
     * @return done when it is committed; fails with a {@link Refusal} when that is not known in time
     * @throws Refusal when as many as are allowed are on their way already
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    CompletableFuture<Void> commit(ScamReport report) {
        if (!free.tryAcquire()) {
            throw new Refusal(Problem.of(
                            429,
                            "too-many-reports",
                            "Too many reports at a time",
                            "The brokers have not taken those before it yet. Send it again, under the same id.")
                    .retryAfter(SOON));
        }
        CompletableFuture<Void> committed = new CompletableFuture<>();
        try {
            producer.send(
                    new ProducerRecord<>(Topics.SCAM_REPORTS.name(), report.getReportId(), report),
                    (metadata, thrown) -> {
                        free.release();
                        answering.execute(() -> end(committed, thrown));
                    });
        } catch (RuntimeException e) {
            free.release();
            end(committed, e);
        }
        return committed;
    }

    private static void end(CompletableFuture<Void> committed, @Nullable Exception thrown) {
        if (thrown == null) {
            committed.complete(null);
        } else {
            committed.completeExceptionally(new Refusal(problem(thrown)));
        }
    }

    private static Problem problem(Exception thrown) {
        if (thrown instanceof RecordTooLargeException) {
            return Problem.of(413, "too-large", "Report too large", "The brokers do not take a report of this size.");
        }
        LOG.warn("a report was not committed: {}", thrown.toString());
        return Problem.of(
                        503,
                        "not-committed",
                        "Not committed",
                        "The brokers have not confirmed the report. Send it again, under the same id: it counts once.")
                .retryAfter(LATER);
    }

    @Override
    public void close() {
        producer.close();
        answering.shutdown();
    }
}
