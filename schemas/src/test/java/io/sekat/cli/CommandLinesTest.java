package io.sekat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.serdes.RegistryUnavailable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
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

    /** What Kafka's consumer throws where it cannot read a record because the registry is not where it was looked for. */
    @Command(name = "read")
    static final class ReadCommand implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new KafkaException(
                    "Error deserializing VALUE for partition reports-2 at offset 0",
                    new RegistryUnavailable(
                            "the schema registry did not answer for schema id 9", new IOException("404")));
        }
    }

    @Command(
            name = "root",
            subcommands = {ListCommand.class, ReadCommand.class})
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

    @Test
    void aRegistryThatDoesNotAnswerIsNamedInPlaceOfTheRecord() {
        StringWriter shown = new StringWriter();
        CommandLine commandLine = CommandLines.of(new Root());
        commandLine.setErr(new PrintWriter(shown, true));

        assertThat(commandLine.execute("read")).isEqualTo(1);

        assertThat(shown.toString())
                .startsWith(
                        "sekat: the schema registry did not answer for schema id 9. Is it running, and is --registry-url");
    }
}
