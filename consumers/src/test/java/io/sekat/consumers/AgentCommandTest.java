package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AgentCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void anIdentifierThatIsNoneIsWrongUsage() {
        assertThat(run(new BankAgentCommand(), "--bic", "no bank!")).isEqualTo(2);
        assertThat(err.toString()).contains("participant").contains("expected");
        assertThat(run(new OperatorAgentCommand(), "--operator", "")).isEqualTo(2);
        assertThat(run(new OperatorAgentCommand())).isEqualTo(2);
    }

    @Test
    void aWebhookThatIsNoWebAddressIsWrongUsage() {
        assertThat(run(new BankAgentCommand(), "--bic", "MBBEMYKL", "--webhook", "bank.example/alerts"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("expected a URL such as");
    }

    @Test
    void whoTakesAnswersNeedsTheSecret() {
        assertThat(run(new BankAgentCommand(), "--bic", "MBBEMYKL", "--answers-port", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--answers-port").contains("SEKAT_WEBHOOK_SECRET");
    }

    private int run(Object command, String... arguments) {
        CommandLine line = CommandLines.of(command);
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}
