package io.sekat.consumers.police;

import io.sekat.cli.SettingsCommand;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sekat police}: the police's agent. */
@Command(
        name = "police",
        mixinStandardHelpOptions = true,
        description =
                "Write reports, cases, trails, alerts, answers, escalations and review items into PostgreSQL until"
                        + " Ctrl-C, each exactly once. Makes its tables at the first start.")
public final class PoliceCommand extends SettingsCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PoliceAgent agent = PoliceAgent.start(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "sekat-police-shutdown"));
        PrintWriter err = spec.commandLine().getErr();
        err.println("Writing to " + agent.address() + " until Ctrl-C");
        err.flush();
        Optional<Throwable> failure = agent.awaitEnd();
        failure.ifPresent(thrown -> err.println("sekat: the police's agent ended: " + thrown));
        return failure.isEmpty() ? 0 : 1;
    }
}
