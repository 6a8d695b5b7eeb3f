package io.sekat.sandbox.tools;

import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.OverdueEntry;
import io.sekat.consumers.police.Page;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sekat case overdue}. */
@Command(
        name = "overdue",
        mixinStandardHelpOptions = true,
        description = "List alerts whose deadline passed and that were not answered since, the last escalated first.")
public final class CaseOverdueCommand extends CaseStoreCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    int ask(CaseStore store, PrintWriter out) throws SQLException {
        Page<OverdueEntry> overdue = store.overdueAlerts(page.wanted());
        if (asJson()) {
            overdue.rows().forEach(each -> printJson(out, each));
        } else if (overdue.rows().isEmpty()) {
            out.println("Nothing is overdue.");
        } else {
            Table table = new Table(List.of("PARTICIPANT", "SUBJECT", "ASKED", "LEVEL", "DUE", "ESCALATED"));
            overdue.rows()
                    .forEach(each -> table.row(
                            each.participantId(),
                            each.subject(),
                            each.action() == null ? each.kind() : each.action(),
                            String.valueOf(each.level()),
                            TIME.format(each.respondBy()),
                            TIME.format(each.escalatedAt())));
            out.print(table);
            page.tellNext(out, overdue);
        }
        return 0;
    }
}
