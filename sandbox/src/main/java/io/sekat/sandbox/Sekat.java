package io.sekat.sandbox;

import io.sekat.cli.CommandLines;
import io.sekat.consumers.AnswerCommand;
import io.sekat.consumers.BankAgentCommand;
import io.sekat.consumers.OperatorAgentCommand;
import io.sekat.consumers.police.PoliceCommand;
import io.sekat.producers.LoadCommand;
import io.sekat.producers.ReportCommand;
import io.sekat.producers.http.IntakeCommand;
import io.sekat.sandbox.desk.DirectCommand;
import io.sekat.sandbox.desk.ReviewCommand;
import io.sekat.sandbox.tools.CaseCommand;
import io.sekat.sandbox.tools.ProvisionCommand;
import io.sekat.sandbox.tools.RejectedCommand;
import io.sekat.sandbox.tools.StatusCommand;
import io.sekat.sandbox.tools.TailCommand;
import io.sekat.sandbox.tools.TrailCommand;
import io.sekat.streams.StreamsCommand;
import picocli.CommandLine.Command;

/** {@code sekat}: all commands. */
@Command(
        name = "sekat",
        mixinStandardHelpOptions = true,
        version = "sekat 0.1.0",
        description = "Scam reports in; hold, block and police alerts out.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ProvisionCommand.class,
            LoadCommand.class,
            ReportCommand.class,
            TailCommand.class,
            TrailCommand.class,
            StatusCommand.class,
            RejectedCommand.class,
            ReviewCommand.class,
            DirectCommand.class,
            StreamsCommand.class,
            IntakeCommand.class,
            BankAgentCommand.class,
            OperatorAgentCommand.class,
            AnswerCommand.class,
            PoliceCommand.class,
            CaseCommand.class
        })
public final class Sekat {
    private Sekat() {}

    public static void main(String[] args) {
        System.exit(CommandLines.of(new Sekat()).execute(args));
    }
}
