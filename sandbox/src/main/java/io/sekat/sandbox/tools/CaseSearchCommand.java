package io.sekat.sandbox.tools;

import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.ReportEntry;
import io.sekat.consumers.police.Page;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sekat case search}. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Reports whose narrative has all of these words, in English or Malay, in any of their forms.")
public final class CaseSearchCommand extends CaseReportsCommand {
    @Parameters(paramLabel = "TEXT", description = "Words; parc* is any word that begins so.")
    private String asked = "";

    @Override
    Page<ReportEntry> reports(CaseStore store, Page.Wanted wanted) throws SQLException {
        return store.search(asked, wanted);
    }
}
