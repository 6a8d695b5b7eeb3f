package io.sekat.sandbox.tools;

import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.CaseFile;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sekat case show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Show one case with everything: its reports, where the money is, what is asked and answered, what was"
                        + " escalated and what people must decide.")
public final class CaseShowCommand extends CaseStoreCommand {
    @Parameters(paramLabel = "CASE_ID", description = "The case, or a report of it.")
    private String caseId = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    int ask(CaseStore store, PrintWriter out) throws SQLException {
        Optional<CaseFile> file = store.caseFile(caseId);
        if (file.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("There is no case and no report '" + caseId + "'. './sekat case list' shows the cases.");
            return 1;
        }
        if (asJson()) {
            printJson(out, file.get());
        } else {
            new CaseView(file.get(), ZoneId.systemDefault()).lines().forEach(out::println);
        }
        return 0;
    }
}
