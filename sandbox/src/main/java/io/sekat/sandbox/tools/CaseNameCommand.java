package io.sekat.sandbox.tools;

import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.ReportEntry;
import io.sekat.consumers.police.Page;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sekat case name}. */
@Command(
        name = "name",
        mixinStandardHelpOptions = true,
        description = "Reports with a victim, an account's holder or a number's subscriber of that pseudonym.")
public final class CaseNameCommand extends CaseReportsCommand {
    @Parameters(paramLabel = "TOKEN", description = "The pseudonym.")
    private String asked = "";

    @Override
    Page<ReportEntry> reports(CaseStore store, Page.Wanted wanted) throws SQLException {
        return store.byNameToken(asked, wanted);
    }
}
