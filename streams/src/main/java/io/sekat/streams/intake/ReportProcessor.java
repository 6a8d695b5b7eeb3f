package io.sekat.streams.intake;

import io.sekat.events.RejectReason;
import io.sekat.events.ScamReport;
import io.sekat.serdes.Incoming;
import io.sekat.serdes.Rejection;
import io.sekat.streams.Environment;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.KeptEvents;
import io.sekat.streams.LiveStores;
import io.sekat.streams.Outlets;
import io.sekat.streams.Participants;
import io.sekat.streams.Rounds;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.intake.AcceptedReport;
import io.sekat.streams.core.intake.Intake;
import io.sekat.streams.core.intake.RejectedReport;
import io.sekat.streams.core.intake.ReportRule;
import io.sekat.streams.core.intake.TypedNumbers;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes reports: the same id again changes nothing; one that names an unknown bank waits for a moment, because the
 * table of participants follows its topic with a delay.
 */
final class ReportProcessor extends InputProcessor<ScamReport> {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final long NEVER = -1;

    private final TypedNumbers numbers;
    private final Environment environment;
    private final Duration grace;
    private @Nullable Stock stock;
    private @Nullable Rounds rounds;
    private LiveStores.@Nullable Lease lease;
    /** How often the participants had changed when all that wait were looked at last. */
    private long lookedAt = NEVER;

    ReportProcessor(Outlets outlets, TypedNumbers numbers, Environment environment, Duration grace) {
        super(outlets);
        this.numbers = numbers;
        this.environment = environment;
        this.grace = grace;
    }

    /** What init gives. */
    private record Stock(
            KeyValueStore<String, AcceptedReport> accepted,
            KeyValueStore<String, RejectedReport> rejected,
            WaitingReports waiting,
            ReportRule rule,
            KeptEvents<ScamReport> reader) {}

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        Participants participants =
                new Participants(context.getStateStore(StoreNames.PARTICIPANTS), Duration.ZERO, environment.changes());
        stock = new Stock(
                context.getStateStore(StoreNames.ACCEPTED_REPORTS),
                context.getStateStore(StoreNames.REJECTED_REPORTS),
                new WaitingReports(context.getStateStore(StoreNames.WAITING_REPORTS)),
                new ReportRule(participants, numbers),
                new KeptEvents<>(environment.serdes(), Topics.SCAM_REPORTS));
        if (rounds != null) {
            rounds.stop();
        }
        rounds = new Rounds(context, LOOK_AGAIN, this::lookAgain);
        lookedAt = NEVER;
        if (!stock().waiting.isEmpty()) {
            rounds.begin();
        }
        lease = environment.live().open(context, StoreNames.ACCEPTED_REPORTS, StoreNames.REJECTED_REPORTS);
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    @Override
    protected String expectedKey() {
        return "the report's id";
    }

    @Override
    protected void accept(String key, ScamReport report, Incoming<ScamReport> incoming, Instant appendedAt) {
        if (!report.getReportId().isBlank()) {
            checkKey(key, report.getReportId());
        }
        if (stock().accepted.get(report.getReportId()) != null) {
            return;
        }
        Intake intake = stock().rule.decide(report, appendedAt);
        if (intake instanceof Intake.Accepted accepted) {
            take(report.getReportId(), accepted, appendedAt);
        } else if (intake instanceof Intake.Rejected rejected) {
            if (rejected.reason() != RejectReason.UNKNOWN_BANK) {
                remember(report.getReportId(), rejected);
                throw new Unusable(rejected.reason(), rejected.message());
            }
            await(key, incoming, appendedAt);
        }
    }

    private void take(String reportId, Intake.Accepted accepted, Instant receivedAt) {
        stock().accepted.put(reportId, AcceptedReport.of(receivedAt, accepted));
        if (stock().rejected.get(reportId) != null) {
            stock().rejected.delete(reportId);
        }
        outlets().forward(context(), accepted.effects());
    }

    /** Keeps why a report was rejected, for whoever asks what became of it; the same id may come again, corrected. */
    private void remember(String reportId, Intake.Rejected rejected) {
        if (!reportId.isBlank()) {
            stock().rejected.put(reportId, new RejectedReport(rejected.reason(), rejected.message()));
        }
    }

    private void await(String key, Incoming<ScamReport> incoming, Instant appendedAt) {
        RecordMetadata source = context().recordMetadata().orElseThrow();
        stock().waiting
                .add(
                        source.partition() + "/" + source.offset(),
                        new WaitingReport(
                                key.getBytes(StandardCharsets.UTF_8),
                                source.partition(),
                                source.offset(),
                                Objects.requireNonNull(incoming.bytes()),
                                appendedAt,
                                Instant.ofEpochMilli(context().currentSystemTimeMs())
                                        .plus(grace)));
        Objects.requireNonNull(rounds, "init comes first").begin();
    }

    /**
     * Looks at those whose time is over, and at all when the participants changed. Whether any of them still waits.
     */
    private boolean lookAgain(long millis) {
        WaitingReports waiting = stock().waiting;
        Instant now = Instant.ofEpochMilli(millis);
        waiting.keepFound(now.plus(grace));
        long changes = environment.changes().count();
        (changes == lookedAt ? waiting.over(now) : waiting.all()).forEach(place -> lookAgain(place, now));
        lookedAt = changes;
        return !waiting.isEmpty();
    }

    private void lookAgain(WaitingReports.Place place, Instant now) {
        WaitingReport waiting = stock().waiting.at(place);
        ScamReport report = stock().reader.read(new String(waiting.key(), StandardCharsets.UTF_8), waiting.value());
        if (stock().accepted.get(report.getReportId()) != null) {
            stock().waiting.remove(place);
            return;
        }
        Intake intake = stock().rule.decide(report, waiting.receivedAt());
        if (intake instanceof Intake.Accepted accepted) {
            stock().waiting.remove(place);
            take(report.getReportId(), accepted, waiting.receivedAt());
        } else if (intake instanceof Intake.Rejected rejected && !now.isBefore(place.until())) {
            stock().waiting.remove(place);
            remember(report.getReportId(), rejected);
            outlets()
                    .reject(
                            context(),
                            Rejection.key(report.getReportId()),
                            Rejection.of(
                                            rejected.reason(),
                                            rejected.message(),
                                            report.getReportId(),
                                            waiting.key(),
                                            waiting.value(),
                                            now)
                                    .setSourceTopic(Topics.SCAM_REPORTS.name())
                                    .setSourcePartition(waiting.partition())
                                    .setSourceOffset(waiting.offset())
                                    .build());
        }
    }

    private Stock stock() {
        return Objects.requireNonNull(stock, "init comes first");
    }
}
