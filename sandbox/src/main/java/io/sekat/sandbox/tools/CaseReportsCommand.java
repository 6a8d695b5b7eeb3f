package io.sekat.sandbox.tools;

import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.ReportEntry;
import io.sekat.consumers.police.Page;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;

/** A question that reports answer; the newest first. */
abstract class CaseReportsCommand extends CaseStoreCommand {
    private static final int NARRATIVE = 60;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    @Mixin
    private PageOptions page = new PageOptions();

    abstract Page<ReportEntry> reports(CaseStore store, Page.Wanted wanted) throws SQLException;

    @Override
    final int ask(CaseStore store, PrintWriter out) throws SQLException {
        Page<ReportEntry> found = reports(store, page.wanted());
        if (asJson()) {
            found.rows().forEach(report -> printJson(out, report));
        } else if (found.rows().isEmpty()) {
            out.println("No report.");
        } else {
            Table table = new Table(List.of("REPORT", "TIME", "SCAM", "CASE", "ROLE", "NARRATIVE"));
            found.rows()
                    .forEach(report -> table.row(
                            report.reportId(),
                            TIME.format(report.reportedAt()),
                            report.scamType(),
                            report.withdrawnAt() != null ? "withdrawn" : report.caseId() == null ? "" : report.caseId(),
                            report.role() == null ? "" : report.role().name().toLowerCase(Locale.ROOT),
                            abbreviated(report.narrative() == null ? "" : report.narrative())));
            out.print(table);
            page.tellNext(out, found);
        }
        return 0;
    }

    private static String abbreviated(String narrative) {
        String line = narrative.replaceAll("\\s+", " ");
        return line.length() <= NARRATIVE ? line : line.substring(0, NARRATIVE - 1) + "…";
    }
}
