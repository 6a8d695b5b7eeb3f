package io.sekat.producers.http;

import io.javalin.http.Context;
import io.sekat.events.ScamReport;
import io.sekat.http.HttpServer;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import io.sekat.producers.reports.BadField;
import io.sekat.producers.reports.ReportJson;
import io.sekat.producers.reports.ReportJson.Bad;
import io.sekat.producers.reports.ReportJson.Good;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code POST /v1/reports}: takes a report, and acknowledges it once it is committed. */
final class ReportRoutes {
    private final ReportLog log;
    private final int maxBody;
    private final InstantSource clock;

    /**
     * @param log where reports go
     * @param maxBody longest body, in bytes
     * @param clock tells when a report came in
     */
    ReportRoutes(ReportLog log, int maxBody, InstantSource clock) {
        this.log = log;
        this.maxBody = maxBody;
        this.clock = clock;
    }

    void take(Context context) {
        checkType(context);
        ScamReport report = report(body(context));
        context.future(() -> log.commit(report).thenRun(() -> acknowledge(context, report.getReportId())));
    }

    private static void acknowledge(Context context, String reportId) {
        String path = "/v1/reports/"
                + URLEncoder.encode(reportId, StandardCharsets.UTF_8).replace("+", "%20");
        context.status(202).header("Location", path);
        HttpServer.json(context, Map.of("report_id", reportId, "state", "received"));
    }

    private static void checkType(Context context) {
        String type = context.contentType();
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
            throw new Refusal(Problem.of(
                    415, "media-type", "Not JSON", "Expected one report with Content-Type: application/json."));
        }
    }

    private byte[] body(Context context) {
        byte[] body;
        try {
            body = context.req().getContentLengthLong() > maxBody
                    ? new byte[maxBody + 1]
                    : context.bodyInputStream().readNBytes(maxBody + 1);
        } catch (IOException e) {
            throw new Refusal(Problem.of(400, "incomplete", "Incomplete request", "The body ended too early."));
        }
        if (body.length > maxBody) {
            throw new Refusal(
                    Problem.of(413, "too-large", "Report too large", "A report has " + maxBody + " bytes at most."));
        }
        return body;
    }

    private ScamReport report(byte[] body) {
        ReportJson.Result result = ReportJson.check(body, clock.instant());
        if (result instanceof Good good) {
            return good.report();
        }
        List<Problem.Field> fields =
                ((Bad) result).fields().stream().map(ReportRoutes::field).toList();
        throw new Refusal(Problem.of(
                        400,
                        "bad-report",
                        "Report not valid",
                        fields.size() == 1
                                ? "One thing is to be corrected."
                                : fields.size() + " things are to be corrected.")
                .with(fields));
    }

    private static Problem.Field field(BadField bad) {
        return new Problem.Field(bad.field(), bad.reason().name(), bad.problem());
    }
}
