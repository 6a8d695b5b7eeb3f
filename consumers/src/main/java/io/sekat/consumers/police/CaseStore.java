package io.sekat.consumers.police;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.PhoneNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers the questions of the police's console and commands from the case store. Reads only. */
public final class CaseStore {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What one case shows at most; its pages show the rest. */
    private static final int REPORTS_SHOWN = 200;

    private static final int SUBJECTS_SHOWN = 2000;
    /** So many matches are sorted quickly. */
    static final int MANY_MATCHES = 2000;

    private final CaseDatabase database;

    /** A store in that database; the caller closes it. */
    public CaseStore(CaseDatabase database) {
        this.database = database;
    }

    /** How a report has to do with an identifier. */
    public enum Role {
        /** The report names it. */
        NAMED,
        /** Its money reached it. */
        REACHED,
        /** It is the victim's. */
        VICTIM
    }

    /**
     * A report in a list.
     *
     * @param role how it has to do with what was asked for; null: that was no identifier
     * @param caseId its case; null: it has none
     * @param withdrawnAt when it was withdrawn; null: it stands
     * @param narrative what happened; null: not taken down
     */
    public record ReportEntry(
            String reportId,
            Instant reportedAt,
            @Nullable Role role,
            String scamType,
            String channel,
            @Nullable String caseId,
            @Nullable Instant withdrawnAt,
            @Nullable String narrative) {}

    /**
     * A case in a list.
     *
     * @param summary its CaseSummary as JSON, sums included
     */
    public record CaseEntry(
            String caseId,
            int reportCount,
            int victimCount,
            Instant firstIncidentAt,
            Instant lastIncidentAt,
            List<String> scamTypes,
            List<String> participants,
            JsonNode summary) {}

    /**
     * A decision that a person must take.
     *
     * @param item the ReviewItem as JSON
     */
    public record ReviewEntry(
            String subject, String reason, String participantId, String message, Instant raisedAt, JsonNode item) {}

    /**
     * An alert that was escalated and has not been answered since.
     *
     * @param level 1: the deadline passed; 2: as much time again
     * @param action what is asked now; null: the alert itself was not read yet
     */
    public record OverdueEntry(
            String alertId,
            String kind,
            String participantId,
            String subject,
            int level,
            Instant respondBy,
            Instant escalatedAt,
            @Nullable String action) {}

    /**
     * What is asked about a subject now.
     *
     * @param alert the FreezeAlert, BlockRequest or ReturnRequest as JSON
     * @param response the newest answer of the one that is asked, as JSON; null: none came
     */
    public record Asked(
            String kind,
            String participantId,
            String subject,
            String action,
            long revision,
            JsonNode alert,
            @Nullable JsonNode response) {}

    /** What became of a case's verified payments at one bank, in minor units. */
    public record BankSums(
            String participantId,
            String currency,
            long accounts,
            long held,
            long confirmed,
            long released,
            long cashedOut,
            long returned) {}

    /**
     * A case with all that is known about it.
     *
     * @param summary its CaseSummary as JSON; null: the report stands for itself
     * @param reports its newest reports, whole, as JSON; 200 at most
     * @param banks where the money is
     * @param asked what is asked about its accounts and numbers
     * @param escalations what was not answered in time, as JSON
     * @param reviews what a person must decide or has decided, as JSON
     */
    public record CaseFile(
            String caseId,
            @Nullable JsonNode summary,
            List<JsonNode> reports,
            List<BankSums> banks,
            List<Asked> asked,
            List<JsonNode> escalations,
            List<JsonNode> reviews) {}

    /**
     * What became of a victim's money in one account, in minor units of the payment's currency (design section 4.8).
     *
     * @param hop transfers from the victim's account to this one
     */
    public record RestitutionAccount(
            String participantId, String account, int hop, long held, long confirmed, long cashedOut, long returned) {}

    /**
     * The restitution statement of one payment of a victim, in minor units of its currency (design section 4.8). Claimed =
     * held + cashed out + returned + still moving.
     *
     * @param subject what a directive RETURN names it by, {@code BIC:account#reference}
     * @param confirmed what of held banks confirmed that they hold: what can be given back now
     * @param released what of held is not asked to be held any more
     * @param accounts where it is, or left; 500 at most
     */
    public record Restitution(
            String subject,
            String reportId,
            String currency,
            long claimed,
            long held,
            long confirmed,
            long released,
            long cashedOut,
            long returned,
            long moving,
            List<RestitutionAccount> accounts) {}

    /** The restitution statement of a victim: of each verified payment out of that account, ordered by reference. */
    public List<Restitution> restitutions(AccountId victim) throws SQLException {
        try (Connection connection = database.connection()) {
            List<Restitution> statements = new ArrayList<>();
            rows(
                    connection,
                    CaseQuery.PAYMENTS_OF_VICTIM,
                    row -> statements.add(new Restitution(
                            victim + "#" + row.getString("root_transfer_ref"),
                            row.getString("report_id"),
                            row.getString("currency"),
                            row.getLong("claimed_minor"),
                            row.getLong("held_minor"),
                            row.getLong("confirmed_minor"),
                            row.getLong("released_minor"),
                            row.getLong("cashed_out_minor"),
                            row.getLong("returned_minor"),
                            row.getLong("moving_minor"),
                            rows(
                                    connection,
                                    CaseQuery.ACCOUNTS_OF_PAYMENT,
                                    CaseStore::restitutionAccount,
                                    row.getString("report_id"),
                                    row.getInt("payment_index")))),
                    victim.toString());
            return statements;
        }
    }

    private static RestitutionAccount restitutionAccount(ResultSet row) throws SQLException {
        return new RestitutionAccount(
                row.getString("participant_id"),
                row.getString("account"),
                row.getInt("hop"),
                row.getLong("held_minor"),
                row.getLong("confirmed_minor"),
                row.getLong("cashed_out_minor"),
                row.getLong("returned_minor"));
    }

    /** Reports that name an account, whose money reached it, or whose victim's it is; the newest first. */
    public Page<ReportEntry> byAccount(AccountId account, Page.Wanted page) throws SQLException {
        return byIdentifier("ACCOUNT", account.toString(), page);
    }

    /** Reports that name a telephone number; the newest first. */
    public Page<ReportEntry> byNumber(PhoneNumber number, Page.Wanted page) throws SQLException {
        return byIdentifier("NUMBER", number.e164(), page);
    }

    /** Reports with a victim, or an account's holder or a number's subscriber, of that pseudonym; the newest first. */
    public Page<ReportEntry> byNameToken(String token, Page.Wanted page) throws SQLException {
        return byIdentifier("TOKEN", token, page);
    }

    /** Reports of a case; the newest first. */
    public Page<ReportEntry> byCase(String caseId, Page.Wanted page) throws SQLException {
        return reports(CaseQuery.REPORTS_OF_CASE, page, caseId, page.time(), page.id());
    }

    /**
     * Reports whose narrative has all of these words, in English or Malay and in any of their forms; the newest first.
     * {@code parc*} is any word that begins so; words as common as "the" and "yang" are passed over.
     *
     * @return no rows when only common words are left
     */
    public Page<ReportEntry> search(String words, Page.Wanted page) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            String query = rows(connection, CaseQuery.WORDS, row -> row.getString(1), Row.text(words))
                    .get(0);
            if (query.isEmpty()) {
                return new Page<>(List.of(), Optional.empty());
            }
            // Few matches are read and sorted. Of many, the newest are soon met by going back in time; the planner, who
            // takes words for independent, would do that too where there are none, and read every report in vain.
            rows(connection, CaseQuery.BITMAPS_ONLY, row -> "");
            if (rows(connection, CaseQuery.MATCHES, row -> row.getInt(1), query, MANY_MATCHES)
                            .get(0)
                    == MANY_MATCHES) {
                rows(connection, CaseQuery.ANY_SCAN, row -> "");
            }
            Page<ReportEntry> found = page(
                    connection,
                    CaseQuery.REPORTS_BY_WORDS,
                    page,
                    CaseStore::time,
                    ReportEntry::reportId,
                    CaseStore::reportEntry,
                    query,
                    page.time(),
                    page.id());
            connection.rollback();
            return found;
        }
    }

    /** All cases, the one with the newest incident first. */
    public Page<CaseEntry> newestCases(Page.Wanted page) throws SQLException {
        return page(
                CaseQuery.NEWEST_CASES,
                page,
                CaseStore::time,
                CaseEntry::caseId,
                CaseStore::caseEntry,
                page.time(),
                page.id());
    }

    /** All cases with a loss in that currency, the largest loss first. */
    public Page<CaseEntry> largestCases(String currency, Page.Wanted page) throws SQLException {
        return page(
                CaseQuery.LARGEST_CASES,
                page,
                row -> row.getLong("place"),
                CaseEntry::caseId,
                CaseStore::caseEntry,
                currency,
                page.sum(),
                page.id());
    }

    /** What people must decide; the newest first. */
    public Page<ReviewEntry> openReviews(Page.Wanted page) throws SQLException {
        return page(
                CaseQuery.OPEN_REVIEWS,
                page,
                CaseStore::time,
                ReviewEntry::subject,
                row -> new ReviewEntry(
                        row.getString("subject"),
                        row.getString("reason"),
                        row.getString("participant_id"),
                        row.getString("message"),
                        instant(row, "raised_at"),
                        json(row, "event")),
                page.time(),
                page.id());
    }

    /** Alerts whose deadline passed without an answer since; the last escalated first. */
    public Page<OverdueEntry> overdueAlerts(Page.Wanted page) throws SQLException {
        return page(
                CaseQuery.OVERDUE_ALERTS,
                page,
                CaseStore::time,
                OverdueEntry::alertId,
                row -> new OverdueEntry(
                        row.getString("alert_id"),
                        row.getString("kind"),
                        row.getString("participant_id"),
                        row.getString("subject"),
                        row.getInt("level"),
                        instant(row, "respond_by"),
                        instant(row, "escalated_at"),
                        row.getString("action")),
                page.time(),
                page.id());
    }

    /**
     * One case with everything.
     *
     * @param id a case, or a report, which stands for its case or for itself
     */
    public Optional<CaseFile> caseFile(String id) throws SQLException {
        List<String> caseIds = rows(CaseQuery.CASE_OF, row -> row.getString(1), id, id);
        String caseId = caseIds.isEmpty() ? id : caseIds.get(0);
        String[] reportIds = caseIds.isEmpty()
                ? new String[] {id}
                : byCase(caseId, Page.Wanted.first(REPORTS_SHOWN)).rows().stream()
                        .map(ReportEntry::reportId)
                        .toArray(String[]::new);
        List<JsonNode> reports = events(CaseQuery.REPORTS, (Object) reportIds);
        if (reports.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> summaries = rows(CaseQuery.SUMMARY_OF_CASE, row -> json(row, "summary"), caseId);
        String[] subjects = rows(
                        CaseQuery.SUBJECTS_OF_REPORTS, row -> row.getString(1), (Object) reportIds, SUBJECTS_SHOWN)
                .toArray(String[]::new);
        return Optional.of(new CaseFile(
                caseId,
                summaries.isEmpty() ? null : summaries.get(0),
                reports,
                rows(CaseQuery.BANKS_OF_REPORTS, CaseStore::bankSums, (Object) reportIds),
                rows(CaseQuery.ALERTS_OF_SUBJECTS, CaseStore::asked, (Object) subjects),
                events(CaseQuery.ESCALATIONS_OF_SUBJECTS, (Object) subjects),
                events(CaseQuery.REVIEWS_OF_SUBJECTS, (Object) subjects)));
    }

    /** All that was ever asked about an account ({@code BIC:account}) or number, as JSON, the oldest first. */
    public List<JsonNode> history(String subject) throws SQLException {
        return events(CaseQuery.HISTORY_OF_SUBJECT, subject);
    }

    private Page<ReportEntry> byIdentifier(String kind, String value, Page.Wanted page) throws SQLException {
        return reports(CaseQuery.REPORTS_BY_IDENTIFIER, page, kind, Row.text(value), page.time(), page.id());
    }

    private Page<ReportEntry> reports(CaseQuery query, Page.Wanted page, Object... parameters) throws SQLException {
        return page(query, page, CaseStore::time, ReportEntry::reportId, CaseStore::reportEntry, parameters);
    }

    /** Reads one value of a row. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Asks for a row more than wanted, to know whether there is a next page. */
    private <T> Page<T> page(
            CaseQuery query,
            Page.Wanted page,
            Reading<?> sortedBy,
            Function<T, String> id,
            Reading<T> reading,
            Object... parameters)
            throws SQLException {
        try (Connection connection = database.connection()) {
            return page(connection, query, page, sortedBy, id, reading, parameters);
        }
    }

    private static <T> Page<T> page(
            Connection connection,
            CaseQuery query,
            Page.Wanted page,
            Reading<?> sortedBy,
            Function<T, String> id,
            Reading<T> reading,
            Object... parameters)
            throws SQLException {
        Object[] all = Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = page.size() + 1;
        List<String> places = new ArrayList<>();
        List<T> rows = rows(
                connection,
                query,
                row -> {
                    T value = reading.of(row);
                    places.add(Page.place(sortedBy.of(row), id.apply(value)));
                    return value;
                },
                all);
        return rows.size() <= page.size()
                ? new Page<>(rows, Optional.empty())
                : new Page<>(rows.subList(0, page.size()), Optional.of(places.get(page.size() - 1)));
    }

    private <T> List<T> rows(CaseQuery query, Reading<T> reading, Object... parameters) throws SQLException {
        try (Connection connection = database.connection()) {
            return rows(connection, query, reading, parameters);
        }
    }

    private static <T> List<T> rows(Connection connection, CaseQuery query, Reading<T> reading, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reading.of(found));
                }
            }
            return rows;
        }
    }

    private List<JsonNode> events(CaseQuery query, Object parameter) throws SQLException {
        return rows(query, row -> json(row, "event"), parameter);
    }

    private static ReportEntry reportEntry(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return new ReportEntry(
                row.getString("report_id"),
                instant(row, "reported_at"),
                role == null ? null : Role.valueOf(role),
                row.getString("scam_type"),
                row.getString("channel"),
                row.getString("case_id"),
                row.getObject("withdrawn_at") == null ? null : instant(row, "withdrawn_at"),
                row.getString("narrative"));
    }

    private static CaseEntry caseEntry(ResultSet row) throws SQLException {
        return new CaseEntry(
                row.getString("case_id"),
                row.getInt("report_count"),
                row.getInt("victim_count"),
                instant(row, "first_incident_at"),
                instant(row, "last_incident_at"),
                texts(row, "scam_types"),
                texts(row, "participants"),
                json(row, "summary"));
    }

    private static BankSums bankSums(ResultSet row) throws SQLException {
        return new BankSums(
                row.getString("participant_id"),
                row.getString("currency"),
                row.getLong("accounts"),
                row.getLong("held"),
                row.getLong("confirmed"),
                row.getLong("released"),
                row.getLong("cashed_out"),
                row.getLong("returned"));
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getString("kind"),
                row.getString("participant_id"),
                row.getString("subject"),
                row.getString("action"),
                row.getLong("revision"),
                json(row, "alert"),
                row.getString("response") == null ? null : json(row, "response"));
    }

    private static Instant time(ResultSet row) throws SQLException {
        return instant(row, "place");
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static JsonNode json(ResultSet row, String column) throws SQLException {
        try {
            return MAPPER.readTree(row.getString(column));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("column " + column + " holds no JSON", e);
        }
    }
}
