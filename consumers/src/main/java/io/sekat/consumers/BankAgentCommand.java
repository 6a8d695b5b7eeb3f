package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertKind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat bank-agent}: what a bank is asked to hold and to give back. */
@Command(
        name = "bank-agent",
        mixinStandardHelpOptions = true,
        description =
                "Follow one bank's freeze alerts and return requests, and print each, post it to a webhook or run a"
                        + " command for it; what the webhook or the command answers is published.")
public final class BankAgentCommand extends AgentCommand {
    @Option(names = "--bic", required = true, paramLabel = "BIC", description = "The bank, e.g. MBBEMYKL.")
    private String bic = "";

    public BankAgentCommand() {
        super(List.of(AlertKind.FREEZE, AlertKind.RETURN));
    }

    @Override
    String participant() {
        return bic;
    }
}
