package io.sekat.sandbox.tools;

import io.sekat.consumers.police.CaseStore;
import io.sekat.consumers.police.CaseStore.Restitution;
import io.sekat.money.Money;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sekat case restitution}: the restitution statement of a victim (design section 4.8). */
@Command(
        name = "restitution",
        mixinStandardHelpOptions = true,
        description =
                "What became of each verified payment of a victim: claimed, held and confirmed by account and bank,"
                        + " cashed out, returned.")
public final class CaseRestitutionCommand extends CaseStoreCommand {
    private static final List<String> SUMS =
            List.of("CLAIMED", "HELD", "CONFIRMED", "CASHED OUT", "RETURNED", "MOVING");

    @Mixin
    private AskedAccount victim = new AskedAccount();

    @Override
    int ask(CaseStore store, PrintWriter out) throws SQLException {
        List<Restitution> statements = store.restitutions(victim.id());
        if (asJson()) {
            statements.forEach(statement -> printJson(out, statement));
        } else if (statements.isEmpty()) {
            out.println("No verified payment out of account " + victim.id()
                    + " is claimed. './sekat case account' lists the reports that have to do with it.");
        } else {
            print(out, statements);
        }
        return 0;
    }

    private static void print(PrintWriter out, List<Restitution> statements) {
        Table table = new Table(header("PAYMENT"));
        statements.forEach(statement -> table.row(row(statement.subject(), List.of(statement))));
        byCurrency(statements).forEach((currency, all) -> table.row(row("all payments in " + currency, all)));
        out.print(table);
        out.println();
        Table accounts =
                new Table(List.of("PAYMENT", "BANK", "ACCOUNT", "HOP", "HELD", "CONFIRMED", "CASHED OUT", "RETURNED"));
        statements.forEach(statement -> statement
                .accounts()
                .forEach(account -> accounts.row(
                        statement.subject(),
                        account.participantId(),
                        account.account(),
                        String.valueOf(account.hop()),
                        money(statement, account.held()),
                        money(statement, account.confirmed()),
                        money(statement, account.cashedOut()),
                        money(statement, account.returned()))));
        out.print(accounts);
    }

    private static List<String> header(String first) {
        return Stream.concat(Stream.of(first), SUMS.stream()).toList();
    }

    private static Map<String, List<Restitution>> byCurrency(List<Restitution> statements) {
        return statements.stream()
                .collect(Collectors.groupingBy(Restitution::currency, TreeMap::new, Collectors.toList()));
    }

    /** The sums over payments in one currency. */
    private static String[] row(String name, List<Restitution> payments) {
        return new String[] {
            name,
            sum(payments, Restitution::claimed),
            sum(payments, Restitution::held),
            sum(payments, Restitution::confirmed),
            sum(payments, Restitution::cashedOut),
            sum(payments, Restitution::returned),
            sum(payments, Restitution::moving)
        };
    }

    private static String sum(List<Restitution> payments, ToLongFunction<Restitution> part) {
        return money(payments.get(0), payments.stream().mapToLong(part).sum());
    }

    private static String money(Restitution statement, long minor) {
        return new Money(statement.currency(), minor).toString();
    }
}
