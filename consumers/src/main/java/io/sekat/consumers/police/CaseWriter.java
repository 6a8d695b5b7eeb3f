package io.sekat.consumers.police;

import io.sekat.events.EnrichedReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes changes in the caller's transaction. What is not newer than what stands there changes nothing. */
final class CaseWriter {
    private CaseWriter() {}

    static void write(Connection connection, Changes changes) throws SQLException {
        List<ReportRows> newer = newer(connection, changes.reports());
        if (!newer.isEmpty()) {
            writeReports(connection, newer);
            writeCases(connection, newer);
        }
        for (var table : changes.rows().entrySet()) {
            table.getKey().put(connection, table.getValue().values());
        }
    }

    /** Those that are newer than what stands in the database. */
    private static List<ReportRows> newer(Connection connection, Collection<EnrichedReport> reports)
            throws SQLException {
        if (reports.isEmpty()) {
            return List.of();
        }
        Map<String, Long> known = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT report_id, revision FROM report WHERE report_id = ANY (?) ORDER BY report_id FOR UPDATE")) {
            statement.setObject(
                    1,
                    reports.stream()
                            .map(report -> Row.text(report.getReportId()))
                            .toArray(String[]::new));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    known.put(found.getString(1), found.getLong(2));
                }
            }
        }
        return reports.stream()
                .filter(report ->
                        report.getRevision() > known.getOrDefault(Row.text(report.getReportId()), Long.MIN_VALUE))
                .map(ReportRows::new)
                .toList();
    }

    private static void writeReports(Connection connection, List<ReportRows> newer) throws SQLException {
        List<String> ids = ids(newer);
        Tables.REPORT.put(connection, newer.stream().map(ReportRows::own).toList());
        replace(connection, Tables.REPORT_IDENTIFIER, "report_id", ids, all(newer, ReportRows::identifiers));
        replace(connection, Tables.PAYMENT, "report_id", ids, all(newer, ReportRows::payments));
        replace(connection, Tables.TRAIL_ACCOUNT, "report_id", ids, all(newer, ReportRows::trailAccounts));
        replace(connection, Tables.TRAIL_BANK, "report_id", ids, all(newer, ReportRows::trailBanks));
    }

    private static void writeCases(Connection connection, List<ReportRows> newer) throws SQLException {
        List<String> ids = ids(newer);
        List<Row> cases = all(newer, report -> report.namedCase().stream().toList());
        replace(connection, Tables.SCAM_CASE, "case_id", ids, cases);
        replace(connection, Tables.CASE_SUM, "case_id", ids, all(newer, ReportRows::caseSums));
    }

    private static void replace(Connection connection, Table table, String column, List<String> ids, List<Row> rows)
            throws SQLException {
        table.remove(connection, column, ids);
        table.put(connection, rows);
    }

    private static List<String> ids(List<ReportRows> reports) {
        return reports.stream()
                .map(each -> Row.text(each.report().getReportId()))
                .toList();
    }

    private static List<Row> all(List<ReportRows> reports, Function<ReportRows, Collection<Row>> part) {
        List<Row> rows = new ArrayList<>();
        reports.forEach(report -> rows.addAll(part.apply(report)));
        return rows;
    }
}
