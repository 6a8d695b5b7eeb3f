package io.sekat.producers;

import io.sekat.config.Settings;
import io.sekat.events.RejectReason;
import io.sekat.producers.csv.Line;
import io.sekat.producers.csv.Lines;
import io.sekat.producers.reports.ReportJson;
import io.sekat.producers.reports.ReportJson.Bad;
import io.sekat.producers.reports.ReportJson.Good;
import io.sekat.topics.TopicCreation;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Publishes scam reports from NDJSON files, one report a line (design section 5). */
public final class Reports {
    private Reports() {}

    /**
     * Publishes a file: each line that a report can be made of goes to {@code scam-reports}, the others go to
     * {@code rejected-records}. The pipeline rejects what it does not accept itself. Topics that are missing are created
     * first; blank lines are no rows.
     *
     * @param input the file
     * @param settings where the brokers and the registry are
     * @param listener is told of progress and of bad lines
     * @return what became of the lines; nothing counts as loaded before the brokers acknowledged it
     * @throws UnusableInput when the file cannot be opened; nothing is published then
     */
    public static LoadSummary publish(Input input, Settings settings, LoadListener listener) {
        try (Lines lines = new Lines(input.open());
                Admin admin = Admin.create(settings.kafkaClient("sekat-report-topics"))) {
            new TopicCreation(admin, settings).createWhereAllowed(Topics.all());
            try (Publisher publisher = Publisher.open(settings, "sekat-report", input.name())) {
                return publish(lines, input.name(), publisher, listener);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(input.name() + ": " + e, e);
        }
    }

    static LoadSummary publish(Lines lines, String name, Publisher publisher, LoadListener listener) {
        Rows rows = new Rows(publisher, listener);
        return rows.publish(name, () -> {
            Line line = nextWritten(lines);
            if (line == null) {
                return false;
            }
            ReportJson.Result result = read(line);
            if (result instanceof Good good) {
                publisher.load(Topics.SCAM_REPORTS, good.report().getReportId(), good.report(), line.number());
            } else if (result instanceof Bad bad) {
                rows.rejected(publisher.reject(
                        Topics.SCAM_REPORTS, line.number(), line.bytes(), bad.reportId(), bad.reason(), bad.message()));
            }
            return true;
        });
    }

    private static ReportJson.Result read(Line line) {
        return line.isTooLong()
                ? Bad.whole(RejectReason.MALFORMED, "line is longer than " + Lines.LONGEST + " bytes")
                : ReportJson.read(line.bytes());
    }

    private static @Nullable Line nextWritten(Lines lines) throws IOException {
        Line line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line;
    }
}
