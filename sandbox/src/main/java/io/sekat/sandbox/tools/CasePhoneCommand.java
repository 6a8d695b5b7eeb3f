package io.sekat.sandbox.tools;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.SettingsException;
import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.ReportEntry;
import io.sekat.consumers.police.Page;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.streams.core.intake.TypedNumbers;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sekat case phone}. */
@Command(name = "phone", mixinStandardHelpOptions = true, description = "Reports that name a telephone number.")
public final class CasePhoneCommand extends CaseReportsCommand {
    @Parameters(paramLabel = "NUMBER", description = "The number as people type it, e.g. 012-713 1666.")
    private String asked = "";

    @Override
    Page<ReportEntry> reports(CaseStore store, Page.Wanted wanted) throws SQLException {
        return store.byNumber(number(), wanted);
    }

    private PhoneNumber number() {
        return new TypedNumbers(settings().get(SettingCatalogue.REGION))
                .read(asked)
                .orElseThrow(() -> new SettingsException("'" + asked + "' is no telephone number: expected one such as"
                        + " 012-713 1666 or +60127131666"));
    }
}
