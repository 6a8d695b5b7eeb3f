package io.sekat.sandbox.tools;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.sekat.cli.SettingsCommand;
import io.sekat.config.Settings;
import io.sekat.consumers.police.CaseDatabase;
import io.sekat.consumers.police.CaseStore;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import org.postgresql.util.PSQLState;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A question to the case store. */
abstract class CaseStoreCommand extends SettingsCommand {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Asks and prints; the exit code. */
    abstract int ask(CaseStore store, PrintWriter out) throws SQLException;

    @Override
    public final Integer call() {
        Settings settings = settings();
        PrintWriter out = spec.commandLine().getOut();
        try (CaseDatabase database = CaseDatabase.of(settings, "sekat-case", 1)) {
            return ask(new CaseStore(database), out);
        } catch (SQLException e) {
            spec.commandLine().getErr().println(message(e, CaseDatabase.addressOf(settings)));
            return 1;
        }
    }

    final boolean asJson() {
        return json;
    }

    final void printJson(PrintWriter out, Object value) {
        out.println(MAPPER.valueToTree(value).toString());
    }

    private static String message(SQLException failure, String address) {
        if (PSQLState.UNDEFINED_TABLE.getState().equals(failure.getSQLState())) {
            return "The database " + address + " has no case store yet: './sekat up' or './sekat police' makes it.";
        }
        return "The police's database " + address + " does not answer: " + failure.getMessage()
                + ". Start './sekat up', or name it with --database-url and --database-user.";
    }
}
