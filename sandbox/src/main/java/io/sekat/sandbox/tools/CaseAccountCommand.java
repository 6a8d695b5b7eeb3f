package io.sekat.sandbox.tools;

import io.sekat.config.SettingsException;
import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.ReportEntry;
import io.sekat.consumers.police.Page;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.ParticipantId;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sekat case account}. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Reports that name an account, whose money reached it, or whose victim's it is.")
public final class CaseAccountCommand extends CaseReportsCommand {
    @Parameters(paramLabel = "BIC:ACCOUNT", description = "The account, e.g. MBBEMYKL:562109857644.")
    private String asked = "";

    @Override
    Page<ReportEntry> reports(CaseStore store, Page.Wanted wanted) throws SQLException {
        return store.byAccount(account(), wanted);
    }

    private AccountId account() {
        int colon = asked.indexOf(":");
        try {
            return colon < 0
                    ? AccountId.parse(asked)
                    : AccountId.typed(ParticipantId.parse(asked.substring(0, colon)), asked.substring(colon + 1));
        } catch (InvalidIdentifier e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }
}
