package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code sekat answer} refuses before it asks a broker; LifeCycleIT answers with it. */
class AnswerCommandTest {
    private static final List<String> BANK = List.of("--bic", "MBBEMYKL", "--account", "1001");
    private static final List<String> OPERATOR = List.of("--operator", "MAXIS", "--phone", "+60124926178");

    private final StringWriter err = new StringWriter();

    @Test
    void itIsEitherABankOrAnOperator() {
        assertThat(run(List.of(), "--outcome", "HELD")).isEqualTo(2);
        List<String> both = new ArrayList<>(BANK);
        both.addAll(OPERATOR);
        assertThat(run(both, "--outcome", "REFUSED", "--reason", "r")).isEqualTo(2);
    }

    @Test
    void anOutcomeOfTheOtherIsWrongUsage() {
        assertThat(run(BANK, "--outcome", "BLOCKED")).isEqualTo(2);
        assertThat(err.toString()).contains("--outcome BLOCKED is no answer of a bank", "RETURNED");
        assertThat(run(OPERATOR, "--outcome", "HELD")).isEqualTo(2);
        assertThat(err.toString()).contains("--outcome HELD is no answer of an operator");
    }

    @Test
    void whatBelongsToAnOutcomeMustBeThere() {
        assertThat(run(BANK, "--outcome", "RETURNED")).isEqualTo(2);
        assertThat(err.toString()).contains("transferRef");
        assertThat(run(BANK, "--outcome", "PARTLY_HELD", "--held", "4820")).isEqualTo(2);
        assertThat(err.toString()).contains("--held '4820' is not valid: expected currency and amount");
        assertThat(run(List.of("--operator", "MAXIS", "--phone", "012-4926178"), "--outcome", "BLOCKED"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--phone '012-4926178' is not valid");
    }

    private int run(List<String> who, String... what) {
        List<String> words = new ArrayList<>(who);
        words.addAll(List.of("--alert-id", "a", "--revision", "1"));
        words.addAll(List.of(what));
        CommandLine line = CommandLines.of(new AnswerCommand());
        line.setErr(new PrintWriter(err));
        return line.execute(words.toArray(String[]::new));
    }
}
