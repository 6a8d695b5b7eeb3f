package io.sekat.producers.http;

import io.javalin.http.Context;
import io.sekat.events.RejectReason;
import io.sekat.events.ScamReport;
import io.sekat.http.HttpServer;
import io.sekat.http.JsonBody;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import io.sekat.producers.reports.BadField;
import io.sekat.producers.reports.ReportJson;
import io.sekat.producers.reports.ReportJson.Bad;
import io.sekat.producers.reports.ReportJson.Good;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** {@code POST /v1/reports}: takes a report, and acknowledges it once it is committed. */
final class ReportRoutes {
    private static final int LONGEST_ID = 200;

    private final ReportLog log;
    private final RecentReports recent;
    private final Function<String, CompletableFuture<Boolean>> isRejected;
    private final int maxBody;
    private final InstantSource clock;

    /**
     * @param log where reports go
     * @param recent the reports that were acknowledged here
     * @param isRejected asks whether the report with an id was rejected
     * @param maxBody longest body, in bytes
     * @param clock tells when a report came in
     */
    ReportRoutes(
            ReportLog log,
            RecentReports recent,
            Function<String, CompletableFuture<Boolean>> isRejected,
            int maxBody,
            InstantSource clock) {
        this.log = log;
        this.recent = recent;
        this.isRejected = isRejected;
        this.maxBody = maxBody;
        this.clock = clock;
    }

    void take(Context context) {
        ScamReport report = report(JsonBody.read(context, "report", maxBody));
        context.future(() -> permitted(report)
                .thenCompose(permitted -> log.commit(report))
                .thenRun(() -> acknowledge(context, report)));
    }

    /** Another report under an id that stands would be acknowledged and then count for nothing. */
    private CompletableFuture<Boolean> permitted(ScamReport report) {
        if (!recent.contradicts(report)) {
            return CompletableFuture.completedFuture(true);
        }
        return isRejected.apply(report.getReportId()).thenApply(rejected -> {
            if (!rejected) {
                throw new Refusal(Problem.of(
                        409,
                        "other-report",
                        "Another report",
                        "A report that says something else was taken under this id, and the first one counts. Give this"
                                + " one an id of its own."));
            }
            return true;
        });
    }

    private void acknowledge(Context context, ScamReport report) {
        recent.add(report);
        String reportId = report.getReportId();
        context.status(202).header("Location", "/v1/reports/" + LookupRoutes.escaped(reportId));
        HttpServer.json(context, Map.of("report_id", reportId, "state", "received"));
    }

    private ScamReport report(byte[] body) {
        ReportJson.Result result = ReportJson.check(body, clock.instant());
        if (result instanceof Good good && isUsableId(good.report().getReportId())) {
            return good.report();
        }
        List<Problem.Field> fields = result instanceof Bad bad
                ? bad.fields().stream().map(ReportRoutes::field).toList()
                : List.of(new Problem.Field(
                        "report_id",
                        RejectReason.BAD_IDENTIFIER.name(),
                        "expected " + LONGEST_ID + " characters at most, none of them a control character"));
        throw new Refusal(Problem.of(
                        400,
                        "bad-report",
                        "Report not valid",
                        fields.size() == 1
                                ? "One thing is to be corrected."
                                : fields.size() + " things are to be corrected.")
                .with(fields));
    }

    /** It becomes a path and stands in messages for people. */
    private static boolean isUsableId(String reportId) {
        return reportId.length() <= LONGEST_ID && reportId.chars().noneMatch(Character::isISOControl);
    }

    private static Problem.Field field(BadField bad) {
        return new Problem.Field(bad.field(), bad.reason().name(), bad.problem());
    }
}
