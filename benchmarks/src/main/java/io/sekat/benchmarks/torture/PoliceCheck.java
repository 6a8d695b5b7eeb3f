package io.sekat.benchmarks.torture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.EnrichedReport;
import io.sekat.json.EventJson;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Holds the police's database against the topics: each event once, and of what has revisions the newest. */
final class PoliceCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Evidence evidence;
    private final Responses given;

    private PoliceCheck(Evidence evidence, Responses given) {
        this.evidence = evidence;
        this.given = given;
    }

    /**
     * Compares once.
     *
     * @param settings say where the database is
     */
    static Verdict check(Settings settings, Evidence evidence, Responses given) {
        Verdict verdict = new Verdict("the police's database is equal to the topics");
        PoliceCheck check = new PoliceCheck(evidence, given);
        try (Connection database = DriverManager.getConnection(
                settings.get(SettingCatalogue.DATABASE_URL),
                settings.get(SettingCatalogue.DATABASE_USER),
                settings.get(SettingCatalogue.DATABASE_PASSWORD))) {
            check.topics().forEach((query, expected) -> compare(verdict, query, expected, rows(database, query)));
        } catch (SQLException e) {
            verdict.expect(false, "the database cannot be read: %s", e);
        }
        return verdict;
    }

    static void compare(
            Verdict verdict, String query, SortedMap<String, JsonNode> expected, SortedMap<String, JsonNode> is) {
        String table = query.substring(query.lastIndexOf(" FROM ") + " FROM ".length());
        expected.forEach((key, event) -> verdict.expect(
                event.equals(is.get(key)),
                "table %s: the topics say of '%s': %s, but the database: %s",
                table,
                key,
                event,
                is.get(key)));
        is.forEach((key, event) ->
                verdict.expect(expected.containsKey(key), "table %s: '%s' is in no topic: %s", table, key, event));
    }

    /** What each query must give: a key, and what is said of it. A key that comes twice is counted. */
    private Map<String, SortedMap<String, JsonNode>> topics() {
        SortedMap<String, JsonNode> reports = new TreeMap<>();
        evidence.reports().forEach(report -> reports.put(report.getReportId(), json(report)));
        SortedMap<String, JsonNode> alerts = new TreeMap<>();
        SortedMap<String, JsonNode> revisions = new TreeMap<>();
        evidence.alerts()
                .forEach((bank, all) -> all.forEach(alert -> {
                    String key = "FREEZE " + bank + " " + Checker.subject(alert);
                    alerts.put(key, json(alert));
                    add(revisions, key + " " + alert.getRevision(), json(alert));
                }));
        evidence.requests()
                .forEach((operator, all) -> all.forEach(request -> {
                    String key = "BLOCK " + operator + " " + request.getPhoneNumber();
                    alerts.put(key, json(request));
                    add(revisions, key + " " + request.getRevision(), json(request));
                }));
        evidence.returns()
                .forEach((bank, all) -> all.forEach(request -> {
                    String key = "RETURN " + bank + " " + request.getRequestId();
                    alerts.put(key, json(request));
                    add(revisions, key + " " + request.getRevision(), json(request));
                }));
        SortedMap<String, JsonNode> reviews = new TreeMap<>();
        evidence.reviews().forEach(review -> reviews.put(review.getSubject(), json(review)));
        SortedMap<String, JsonNode> escalations = new TreeMap<>();
        evidence.escalations().stream()
                .map(Stored::event)
                .forEach(notice -> add(
                        escalations,
                        notice.getParticipantId() + " " + notice.getSubject() + " "
                                + notice.getRespondBy().toEpochMilli() + " level " + notice.getLevel(),
                        tree(JSON.valueToTree(List.of(
                                        notice.getAlertId(),
                                        notice.getKind().name(),
                                        notice.getRevision(),
                                        notice.getEscalatedAt().toEpochMilli()))
                                .toString())));
        SortedMap<String, JsonNode> responses = new TreeMap<>();
        given.banks().stream()
                .map(Stored::event)
                .forEach(answer -> responses.put(
                        answer.getBank() + " " + answer.getAlertId() + " " + answer.getRevision() + " "
                                + answer.getRespondedAt().toEpochMilli(),
                        json(answer)));
        given.operators().stream()
                .map(Stored::event)
                .forEach(answer -> responses.put(
                        answer.getOperator() + " " + answer.getAlertId() + " " + answer.getRevision() + " "
                                + answer.getRespondedAt().toEpochMilli(),
                        json(answer)));
        Map<String, SortedMap<String, JsonNode>> all = new HashMap<>();
        Map<String, EnrichedReport> newest = new TreeMap<>();
        evidence.reports().forEach(report -> newest.put(report.getReportId(), report));
        Map<String, Map<String, Object>> apart = new HashMap<>(PoliceRows.of(newest.values()));
        apart.putAll(PoliceColumns.of(evidence, given));
        apart.forEach((query, rows) -> {
            SortedMap<String, JsonNode> expected = new TreeMap<>();
            rows.forEach(
                    (key, said) -> expected.put(key, tree(JSON.valueToTree(said).toString())));
            all.put(query, expected);
        });
        all.putAll(Map.of(
                "SELECT report_id, event::text FROM report",
                reports,
                "SELECT kind || ' ' || participant_id || ' ' || alert_key, event::text FROM alert",
                alerts,
                "SELECT kind || ' ' || participant_id || ' ' || alert_key || ' ' || revision, event::text"
                        + " FROM alert_revision",
                revisions,
                "SELECT subject, event::text FROM review_item",
                reviews,
                "SELECT participant_id || ' ' || subject || ' ' || (extract(epoch FROM respond_by) * 1000)::bigint"
                        + " || ' level ' || level, json_build_array(alert_id, kind, revision,"
                        + " (extract(epoch FROM escalated_at) * 1000)::bigint)::text FROM escalation",
                escalations,
                "SELECT participant_id || ' ' || alert_id || ' ' || revision || ' '"
                        + " || (extract(epoch FROM responded_at) * 1000)::bigint, event::text FROM response",
                responses));
        return all;
    }

    private static void add(SortedMap<String, JsonNode> all, String key, JsonNode event) {
        String counted = key;
        for (int again = 2; all.containsKey(counted); again++) {
            counted = key + " (" + again + ")";
        }
        all.put(counted, event);
    }

    private static SortedMap<String, JsonNode> rows(Connection database, String query) {
        SortedMap<String, JsonNode> rows = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                add(rows, found.getString(1), tree(found.getString(2)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("'" + query + "' cannot be asked: " + e.getMessage(), e);
        }
        return rows;
    }

    private static JsonNode json(SpecificRecord event) {
        return tree(EventJson.line(event));
    }

    private static JsonNode tree(@Nullable String text) {
        try {
            return JSON.readTree(text == null ? "null" : text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }
}
