package io.sekat.consumers.police;

import io.sekat.events.BlockRequest;
import io.sekat.events.BlockResponse;
import io.sekat.events.EnrichedReport;
import io.sekat.events.Escalation;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeResponse;
import io.sekat.events.Participant;
import io.sekat.events.ReturnRequest;
import io.sekat.events.ReviewItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What some events change in the case store: one row for each key, the newest of them. Knows no database. */
final class Changes {
    private final Map<String, EnrichedReport> reports = new TreeMap<>();
    private final Map<Table, Map<List<@Nullable Object>, Row>> rows = new LinkedHashMap<>();

    /**
     * Adds an event.
     *
     * @param event of one of the topics that the police read
     * @param recordedAt when the broker took it
     */
    void add(SpecificRecord event, Instant recordedAt) {
        if (event instanceof EnrichedReport report) {
            reports.merge(
                    report.getReportId(),
                    report,
                    (one, other) -> one.getRevision() >= other.getRevision() ? one : other);
        } else if (event instanceof FreezeAlert alert) {
            add(alert);
        } else if (event instanceof BlockRequest request) {
            add(request);
        } else if (event instanceof ReturnRequest request) {
            add(request);
        } else if (event instanceof FreezeResponse response) {
            add(response, recordedAt);
        } else if (event instanceof BlockResponse response) {
            add(response, recordedAt);
        } else if (event instanceof Escalation escalation) {
            add(escalation);
        } else if (event instanceof ReviewItem item) {
            add(item);
        } else if (event instanceof Participant participant) {
            put(
                    Tables.PARTICIPANT,
                    new Row()
                            .set("participant_id", participant.getParticipantId())
                            .set("kind", participant.getKind())
                            .set("name", participant.getName())
                            .set("recorded_at", recordedAt)
                            .set("event", participant));
        } else {
            throw new IllegalArgumentException(
                    "the police keep no " + event.getSchema().getName());
        }
    }

    /** The newest revision of each report. */
    Collection<EnrichedReport> reports() {
        return reports.values();
    }

    /** The rows of the other tables. */
    Map<Table, Map<List<@Nullable Object>, Row>> rows() {
        return rows;
    }

    boolean isEmpty() {
        return reports.isEmpty() && rows.isEmpty();
    }

    private void add(FreezeAlert alert) {
        String subject = alert.getBank() + ":" + alert.getAccount();
        Row row = new Row()
                .set("kind", "FREEZE")
                .set("participant_id", alert.getBank())
                .set("alert_key", subject)
                .set("revision", alert.getRevision())
                .set("alert_id", alert.getAlertId())
                .set("subject", subject)
                .set("action", alert.getAction())
                .set("issued_at", alert.getIssuedAt())
                .set("respond_by", alert.getRespondBy())
                .set("hold_until", alert.getHoldUntil())
                .set("event", alert);
        putAlert(row);
    }

    private void add(BlockRequest request) {
        Row row = new Row()
                .set("kind", "BLOCK")
                .set("participant_id", request.getOperator())
                .set("alert_key", request.getPhoneNumber())
                .set("revision", request.getRevision())
                .set("alert_id", request.getAlertId())
                .set("subject", request.getPhoneNumber())
                .set("action", request.getAction())
                .set("issued_at", request.getIssuedAt())
                .set("respond_by", request.getRespondBy())
                .set("hold_until", null)
                .set("event", request);
        putAlert(row);
    }

    private void add(ReturnRequest request) {
        Row row = new Row()
                .set("kind", "RETURN")
                .set("participant_id", request.getBank())
                .set("alert_key", request.getRequestId())
                .set("revision", request.getRevision())
                .set("alert_id", request.getRequestId())
                .set("subject", request.getBank() + ":" + request.getAccount())
                .set("action", request.getWithdrawn() ? "WITHDRAW" : "RETURN")
                .set("issued_at", request.getIssuedAt())
                .set("respond_by", request.getRespondBy())
                .set("hold_until", null)
                .set("event", request);
        putAlert(row);
    }

    private void putAlert(Row row) {
        put(Tables.ALERT, row);
        put(Tables.ALERT_REVISION, row);
    }

    private void add(FreezeResponse response, Instant recordedAt) {
        put(
                Tables.RESPONSE,
                new Row()
                        .set("response_key", key(response))
                        .set("kind", "FREEZE")
                        .set("alert_id", response.getAlertId())
                        .set("revision", response.getRevision())
                        .set("participant_id", response.getBank())
                        .set("subject", response.getBank() + ":" + response.getAccount())
                        .set("outcome", response.getOutcome())
                        .set("reason", response.getReason())
                        .set("transfer_ref", response.getTransferRef())
                        .set("responded_at", response.getRespondedAt())
                        .set("recorded_at", recordedAt)
                        .set("event", response));
    }

    private void add(BlockResponse response, Instant recordedAt) {
        put(
                Tables.RESPONSE,
                new Row()
                        .set("response_key", key(response))
                        .set("kind", "BLOCK")
                        .set("alert_id", response.getAlertId())
                        .set("revision", response.getRevision())
                        .set("participant_id", response.getOperator())
                        .set("subject", response.getPhoneNumber())
                        .set("outcome", response.getOutcome())
                        .set("reason", response.getReason())
                        .set("transfer_ref", null)
                        .set("responded_at", response.getRespondedAt())
                        .set("recorded_at", recordedAt)
                        .set("event", response));
    }

    private void add(Escalation escalation) {
        put(
                Tables.ESCALATION,
                new Row()
                        .set("alert_id", escalation.getAlertId())
                        .set("revision", escalation.getRevision())
                        .set("level", escalation.getLevel())
                        .set("kind", escalation.getKind())
                        .set("participant_id", escalation.getParticipantId())
                        .set("subject", escalation.getSubject())
                        .set("respond_by", escalation.getRespondBy())
                        .set("escalated_at", escalation.getEscalatedAt()));
    }

    private void add(ReviewItem item) {
        put(
                Tables.REVIEW_ITEM,
                new Row()
                        .set("subject", item.getSubject())
                        .set("revision", item.getRevision())
                        .set("state", item.getState())
                        .set("reason", item.getReason())
                        .set("participant_id", item.getParticipantId())
                        .set("message", item.getMessage())
                        .set("raised_at", item.getRaisedAt())
                        .set("event", item));
    }

    private void put(Table table, Row row) {
        rows.computeIfAbsent(table, each -> new LinkedHashMap<>())
                .merge(
                        table.keyOf(row),
                        row,
                        (known, other) -> table.newest()
                                        .filter(by -> by.isReplaced(known, other))
                                        .isPresent()
                                ? other
                                : known);
    }

    /** An answer has no identifier of its own: one that says the same is the same, however often it is sent. */
    private static String key(SpecificRecord response) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Row.json(response).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
