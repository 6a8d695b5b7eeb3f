package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertKind;
import io.sekat.events.FreezeAlert;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat bank-agent}: a bank's freeze alerts. */
@Command(
        name = "bank-agent",
        mixinStandardHelpOptions = true,
        description = "Follow one bank's freeze alerts, and print each or post it to a webhook.")
public final class BankAgentCommand extends AgentCommand<FreezeAlert> {
    @Option(names = "--bic", required = true, paramLabel = "BIC", description = "The bank, e.g. MBBEMYKL.")
    private String bic = "";

    public BankAgentCommand() {
        super(AlertKind.FREEZE);
    }

    @Override
    String participant() {
        return bic;
    }
}
