package io.sekat.sandbox.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.CaseEntry;
import io.sekat.consumers.police.Page;
import io.sekat.money.Money;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sekat case list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List cases, the one with the newest incident first, or the largest loss in one currency first.")
public final class CaseListCommand extends CaseStoreCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    @Option(
            names = "--by-loss",
            paramLabel = "CURRENCY",
            description = "The largest loss in that currency first, e.g. MYR.")
    private @Nullable String currency;

    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    int ask(CaseStore store, PrintWriter out) throws SQLException {
        Page<CaseEntry> cases =
                currency == null ? store.newestCases(page.wanted()) : store.largestCases(currency, page.wanted());
        if (asJson()) {
            cases.rows().forEach(each -> printJson(out, each));
        } else if (cases.rows().isEmpty()) {
            out.println("No case.");
        } else {
            Table table = new Table(
                    List.of("CASE", "REPORTS", "VICTIMS", "LAST INCIDENT", "LOST", "HELD", "CONFIRMED", "SCAMS"));
            cases.rows()
                    .forEach(each -> table.row(
                            each.caseId(),
                            String.valueOf(each.reportCount()),
                            String.valueOf(each.victimCount()),
                            TIME.format(each.lastIncidentAt()),
                            amounts(each.summary().path("lost")),
                            amounts(each.summary().path("held")),
                            amounts(each.summary().path("confirmed")),
                            String.join(", ", each.scamTypes())));
            out.print(table);
            page.tellNext(out, cases);
        }
        return 0;
    }

    /** Sums as people read them, one a currency. */
    static String amounts(JsonNode amounts) {
        List<String> texts = new ArrayList<>();
        amounts.forEach(amount -> texts.add(amount(amount)));
        return String.join(" + ", texts);
    }

    static String amount(JsonNode amount) {
        return new Money(amount.path("currency").asText(), amount.path("minor").asLong()).toString();
    }
}
