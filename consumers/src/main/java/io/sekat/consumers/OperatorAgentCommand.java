package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertKind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sekat operator-agent}: an operator's block requests. */
@Command(
        name = "operator-agent",
        mixinStandardHelpOptions = true,
        description =
                "Follow one operator's block requests, and print each, post it to a webhook or run a command for it;"
                        + " what the webhook or the command answers is published.")
public final class OperatorAgentCommand extends AgentCommand {
    @Option(names = "--operator", required = true, paramLabel = "ID", description = "The operator, e.g. MAXIS.")
    private String operator = "";

    public OperatorAgentCommand() {
        super(List.of(AlertKind.BLOCK));
    }

    @Override
    String participant() {
        return operator;
    }
}
