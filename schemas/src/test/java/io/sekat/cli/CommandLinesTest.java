package io.sekat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

class CommandLinesTest {
    @Command(name = "list")
    static final class ListCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            spec.commandLine().getOut().print("a table\n");
            return 0;
        }
    }

    @Command(name = "root", subcommands = ListCommand.class)
    static final class Root {}

    /** As on a terminal, where a writer keeps what is printed until a line is ended with println. */
    @Test
    void whatACommandPrintsLastIsShown() {
        StringWriter shown = new StringWriter();
        CommandLine commandLine = CommandLines.of(new Root());
        commandLine.setOut(new PrintWriter(new BufferedWriter(shown), true));

        assertThat(commandLine.execute("list")).isZero();

        assertThat(shown).hasToString("a table\n");
    }
}
