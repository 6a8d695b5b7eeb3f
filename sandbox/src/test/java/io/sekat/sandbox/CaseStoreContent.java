package io.sekat.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.config.Settings;
import io.sekat.consumers.police.CaseDatabase;
import io.sekat.events.BlockRequest;
import io.sekat.events.CaseSummary;
import io.sekat.events.EnrichedReport;
import io.sekat.events.FreezeAlert;
import io.sekat.events.ParticipantKind;
import io.sekat.events.ReviewItem;
import io.sekat.identifiers.ParticipantId;
import io.sekat.json.EventJson;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * What stands in the police's case store, or should stand there, one row a line.
 *
 * @param reports the newest revision of each report
 * @param trailAccounts how many accounts the trails of those have
 * @param cases each case, as the report that names it says
 * @param alerts the newest revision of each alert and request
 * @param alertRevisions all of them
 * @param responses answers of banks
 * @param reviewItems the newest revision of each
 */
record CaseStoreContent(
        Map<String, JsonNode> reports,
        long trailAccounts,
        Map<String, JsonNode> cases,
        Map<String, JsonNode> alerts,
        Collection<String> alertRevisions,
        long responses,
        Map<String, JsonNode> reviewItems) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What the topics say. */
    static CaseStoreContent ofTopics(Settings settings, Collection<String> banks, Collection<String> operators) {
        Map<String, EnrichedReport> reports = newest(
                all(settings, Topics.ENRICHED_REPORTS), EnrichedReport::getReportId, EnrichedReport::getRevision);
        long trailAccounts = reports.values().stream()
                .flatMap(report -> report.getPayments().stream())
                .filter(payment -> payment.getTrail() != null)
                .mapToLong(payment -> payment.getTrail().getAccounts().size())
                .sum();
        Map<String, CaseSummary> cases = new TreeMap<>();
        reports.forEach((id, report) -> {
            CaseSummary summary = report.getCaseSummary();
            if (summary != null && summary.getCaseId().equals(id)) {
                cases.put(id, summary);
            }
        });
        List<FreezeAlert> freezes = banks.stream()
                .flatMap(bank -> all(settings, Topics.FREEZE_ALERTS.of(new ParticipantId(bank))).stream())
                .toList();
        List<BlockRequest> blocks = operators.stream()
                .flatMap(operator -> all(settings, Topics.BLOCK_REQUESTS.of(new ParticipantId(operator))).stream())
                .toList();
        Function<FreezeAlert, String> freezeKey =
                alert -> "FREEZE " + alert.getBank() + " " + alert.getBank() + ":" + alert.getAccount();
        Function<BlockRequest, String> blockKey =
                request -> "BLOCK " + request.getOperator() + " " + request.getPhoneNumber();
        Map<String, JsonNode> alerts = json(newest(freezes, freezeKey, FreezeAlert::getRevision));
        alerts.putAll(json(newest(blocks, blockKey, BlockRequest::getRevision)));
        List<String> revisions = new ArrayList<>();
        freezes.forEach(alert -> revisions.add(freezeKey.apply(alert) + " " + alert.getRevision()));
        blocks.forEach(request -> revisions.add(blockKey.apply(request) + " " + request.getRevision()));
        return new CaseStoreContent(
                json(reports),
                trailAccounts,
                json(cases),
                alerts,
                revisions.stream().distinct().sorted().toList(),
                all(settings, Topics.FREEZE_RESPONSES).stream().distinct().count(),
                json(newest(all(settings, Topics.REVIEW_ITEMS), ReviewItem::getSubject, ReviewItem::getRevision)));
    }

    /** What the database says. */
    static CaseStoreContent ofDatabase(Settings settings) throws SQLException {
        try (CaseDatabase database = CaseDatabase.of(settings, "test", 1);
                Connection connection = database.connection()) {
            return new CaseStoreContent(
                    events(connection, "SELECT report_id, event FROM report"),
                    number(connection, "SELECT count(*) FROM trail_account"),
                    events(connection, "SELECT case_id, summary FROM scam_case"),
                    events(connection, "SELECT kind || ' ' || participant_id || ' ' || alert_key, event FROM alert"),
                    texts(
                            connection,
                            "SELECT kind || ' ' || participant_id || ' ' || alert_key || ' ' || revision FROM"
                                    + " alert_revision"),
                    number(connection, "SELECT count(*) FROM response"),
                    events(connection, "SELECT subject, event FROM review_item"));
        }
    }

    /** The participants of the sample of that kind. */
    static List<String> participants(Settings settings, ParticipantKind kind) {
        return all(settings, Topics.PARTICIPANTS).stream()
                .filter(participant -> participant.getKind() == kind)
                .map(participant -> participant.getParticipantId())
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return reports.size() + " reports, " + trailAccounts + " accounts on trails, " + cases.size() + " cases, "
                + alerts.size() + " alerts, "
                + alertRevisions.size() + " revisions, " + responses + " responses, " + reviewItems.size()
                + " review items";
    }

    private static <V extends SpecificRecord> List<V> all(Settings settings, Topic<V> topic) {
        List<V> events = new ArrayList<>();
        try (TopicReader<V> reader = TopicReader.open(settings, topic)) {
            reader.readToEnd(record -> record.value().ifRead().ifPresent(events::add));
        }
        return events;
    }

    private static <V> Map<String, V> newest(List<V> events, Function<V, String> key, ToLongFunction<V> revision) {
        Map<String, V> newest = new TreeMap<>();
        events.forEach(event -> newest.merge(
                key.apply(event),
                event,
                (one, other) -> revision.applyAsLong(one) >= revision.applyAsLong(other) ? one : other));
        return newest;
    }

    private static Map<String, JsonNode> json(Map<String, ? extends SpecificRecord> events) {
        Map<String, JsonNode> nodes = new TreeMap<>();
        events.forEach((key, event) -> nodes.put(key, parse(EventJson.line(event))));
        return nodes;
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Map<String, JsonNode> events(Connection connection, String query) throws SQLException {
        Map<String, JsonNode> events = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                events.put(found.getString(1), parse(found.getString(2)));
            }
        }
        return events;
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts.stream().sorted().toList();
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
