package io.sekat.benchmarks.torture;

import io.sekat.events.CaseSummary;
import io.sekat.events.EnrichedReport;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the columns must hold that are written beside an event that is kept whole: lookups go by them, so they must say the
 * same as the event does.
 */
final class PoliceColumns {
    static final String REPORT = "SELECT report_id, json_build_array(revision, channel, scam_type, "
            + millis("reported_at") + ", " + millis("received_at") + ", " + millis("incident_at") + ", "
            + millis("withdrawn_at") + ", narrative, case_id)::text FROM report";
    static final String CASE = "SELECT case_id, json_build_array(revision, report_count, victim_count, "
            + millis("first_incident_at") + ", " + millis("last_incident_at") + ", scam_types, participants)::text"
            + " FROM scam_case";
    static final String ALERT = "SELECT kind || ' ' || participant_id || ' ' || alert_key, json_build_array(revision,"
            + " alert_id, subject, action, " + millis("issued_at") + ", " + millis("respond_by") + ", "
            + millis("hold_until") + ")::text FROM alert";
    static final String ALERT_REVISION = "SELECT kind || ' ' || participant_id || ' ' || alert_key || ' ' || revision,"
            + " json_build_array(alert_id, subject, action, " + millis("issued_at") + ")::text FROM alert_revision";
    static final String REVIEW_ITEM = "SELECT subject, json_build_array(revision, state, reason, participant_id,"
            + " message, " + millis("raised_at") + ")::text FROM review_item";
    static final String RESPONSE = "SELECT participant_id || ' ' || alert_id || ' ' || revision || ' ' || "
            + millis("responded_at") + ", json_build_array(kind, subject, outcome, reason, transfer_ref)::text"
            + " FROM response";

    /** By query: a key, and what the columns of its row hold. */
    private final Map<String, Map<String, Object>> rows = new HashMap<>();

    private PoliceColumns() {
        List.of(REPORT, CASE, ALERT, ALERT_REVISION, REVIEW_ITEM, RESPONSE)
                .forEach(query -> rows.put(query, new TreeMap<>()));
    }

    /** A time as milliseconds since 1970; null where there is none. */
    static String millis(String column) {
        return "(extract(epoch FROM " + column + ") * 1000)::bigint";
    }

    static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /**
     * What each query must give.
     *
     * @param evidence of what has revisions the newest counts, which comes last
     * @param given what the agents answered
     */
    static Map<String, Map<String, Object>> of(Evidence evidence, Responses given) {
        PoliceColumns all = new PoliceColumns();
        Map<String, EnrichedReport> newest = new TreeMap<>();
        evidence.reports().forEach(report -> newest.put(report.getReportId(), report));
        newest.values().forEach(all::report);
        all.alerts(evidence);
        evidence.reviews()
                .forEach(item -> all.put(
                        REVIEW_ITEM,
                        item.getSubject(),
                        item.getRevision(),
                        item.getState().name(),
                        item.getReason().name(),
                        item.getParticipantId(),
                        item.getMessage(),
                        millis(item.getRaisedAt())));
        all.responses(given);
        return all.rows;
    }

    private void put(String query, String key, @Nullable Object... columns) {
        rows.computeIfAbsent(query, any -> new TreeMap<>()).put(key, Arrays.asList(columns));
    }

    private void report(EnrichedReport report) {
        CaseSummary summary = report.getCaseSummary();
        put(
                REPORT,
                report.getReportId(),
                report.getRevision(),
                report.getChannel(),
                report.getScamType(),
                millis(report.getReportedAt()),
                millis(report.getReceivedAt()),
                millis(report.getIncidentAt()),
                millis(report.getWithdrawnAt()),
                report.getNarrative(),
                summary == null ? null : summary.getCaseId());
        if (summary != null && summary.getCaseId().equals(report.getReportId())) {
            put(
                    CASE,
                    summary.getCaseId(),
                    report.getRevision(),
                    summary.getReportCount(),
                    summary.getVictimCount(),
                    millis(summary.getFirstIncidentAt()),
                    millis(summary.getLastIncidentAt()),
                    List.copyOf(summary.getScamTypes()),
                    List.copyOf(summary.getParticipants()));
        }
    }

    private void alerts(Evidence evidence) {
        evidence.alerts()
                .forEach((bank, all) -> all.forEach(alert -> alert(
                        "FREEZE " + bank + " " + Checker.subject(alert),
                        alert.getRevision(),
                        alert.getAlertId(),
                        Checker.subject(alert),
                        alert.getAction().name(),
                        alert.getIssuedAt(),
                        alert.getRespondBy(),
                        alert.getHoldUntil())));
        evidence.requests()
                .forEach((operator, all) -> all.forEach(request -> alert(
                        "BLOCK " + operator + " " + request.getPhoneNumber(),
                        request.getRevision(),
                        request.getAlertId(),
                        request.getPhoneNumber(),
                        request.getAction().name(),
                        request.getIssuedAt(),
                        request.getRespondBy(),
                        null)));
        evidence.returns()
                .forEach((bank, all) -> all.forEach(request -> alert(
                        "RETURN " + bank + " " + request.getRequestId(),
                        request.getRevision(),
                        request.getRequestId(),
                        request.getBank() + ":" + request.getAccount(),
                        request.getWithdrawn() ? "WITHDRAW" : "RETURN",
                        request.getIssuedAt(),
                        request.getRespondBy(),
                        null)));
    }

    private void alert(
            String key,
            long revision,
            String alertId,
            String subject,
            String action,
            Instant issuedAt,
            Instant respondBy,
            @Nullable Instant holdUntil) {
        put(ALERT, key, revision, alertId, subject, action, millis(issuedAt), millis(respondBy), millis(holdUntil));
        put(ALERT_REVISION, key + " " + revision, alertId, subject, action, millis(issuedAt));
    }

    private void responses(Responses given) {
        given.banks().stream()
                .map(Stored::event)
                .forEach(answer -> put(
                        RESPONSE,
                        answer.getBank() + " " + answer.getAlertId() + " " + answer.getRevision() + " "
                                + answer.getRespondedAt().toEpochMilli(),
                        "FREEZE",
                        answer.getBank() + ":" + answer.getAccount(),
                        answer.getOutcome().name(),
                        answer.getReason(),
                        answer.getTransferRef()));
        given.operators().stream()
                .map(Stored::event)
                .forEach(answer -> put(
                        RESPONSE,
                        answer.getOperator() + " " + answer.getAlertId() + " " + answer.getRevision() + " "
                                + answer.getRespondedAt().toEpochMilli(),
                        "BLOCK",
                        answer.getPhoneNumber(),
                        answer.getOutcome().name(),
                        answer.getReason(),
                        null));
    }
}
