package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertKind;
import io.sekat.events.BlockRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat operator-agent}: an operator's block requests. */
@Command(
        name = "operator-agent",
        mixinStandardHelpOptions = true,
        description = "Follow one operator's block requests, and print each or post it to a webhook.")
public final class OperatorAgentCommand extends AgentCommand<BlockRequest> {
    @Option(names = "--operator", required = true, paramLabel = "ID", description = "The operator, e.g. MAXIS.")
    private String operator = "";

    public OperatorAgentCommand() {
        super(AlertKind.BLOCK);
    }

    @Override
    String participant() {
        return operator;
    }
}
