package io.sekat.sandbox.tools;

import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.ReportEntry;
import io.sekat.consumers.police.Page;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sekat case account}. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Reports that name an account, whose money reached it, or whose victim's it is.")
public final class CaseAccountCommand extends CaseReportsCommand {
    @Mixin
    private AskedAccount account = new AskedAccount();

    @Override
    Page<ReportEntry> reports(CaseStore store, Page.Wanted wanted) throws SQLException {
        return store.byAccount(account.id(), wanted);
    }
}
