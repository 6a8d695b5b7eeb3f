package io.sekat.sandbox.desk;

import io.sekat.cli.SettingsCommand;
import io.sekat.cli.Terminal;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.events.Directive;
import io.sekat.streams.core.intake.TypedNumbers;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that sends a directive: who orders it, why, and until when. */
abstract class OrderingCommand extends SettingsCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who orders it: your identifier.")
    private String by = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "WHY",
            description = "On what authority or for what reason.")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Until when it holds: " + Times.FORMS + ". For freeze and extend only.")
    private @Nullable String until;

    @Option(names = "--yes", description = "Do not ask for confirmation on a terminal.")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The verb of a word. */
    final Verb verb(String word, String expected) {
        return Verb.named(word)
                .orElseThrow(() -> new SettingsException("'" + word + "' is nothing to order: expected " + expected));
    }

    /** What is ordered, once it is sure that it can be. */
    final Order order(Verb verb, Subject subject, Times times) {
        String typed = until;
        Instant end = typed == null ? null : understood(() -> times.read(typed));
        Order order = new Order(verb, subject, by.strip(), reason.strip(), end);
        refuse(order.problem(times.now()));
        return order;
    }

    /** Ends the command with a message where there is a problem. */
    static void refuse(Optional<String> problem) {
        if (problem.isPresent()) {
            throw new SettingsException(problem.get());
        }
    }

    /** What was typed; what cannot be understood is wrong usage. */
    static <T> T understood(Supplier<T> typed) {
        try {
            return typed.get();
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    static TypedNumbers numbers(Settings settings) {
        return new TypedNumbers(settings.get(SettingCatalogue.REGION));
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Shows the order, asks on a terminal whether it is meant, sends it and tells what became of it. */
    final int send(Settings settings, Order order, String directiveId, Times times) throws InterruptedException {
        out().println(order.verb().word() + " " + order.subject().key() + ", by " + order.by() + ": " + order.reason());
        Instant end = order.until();
        if (end != null) {
            out().println("until " + times.show(end));
        }
        out().flush();
        if (!yes && Terminal.isAttached() && !isMeant()) {
            out().println("Nothing was sent.");
            return ExitCode.SOFTWARE;
        }
        Directive directive = order.directive(directiveId, times.now());
        try (Dispatch dispatch = Dispatch.open(settings)) {
            return told(settings, directive, dispatch.send(directive, PATIENCE));
        }
    }

    private int told(Settings settings, Directive directive, Dispatch.Outcome outcome) throws InterruptedException {
        if (outcome instanceof Dispatch.Outcome.Refused refused) {
            err().println("sekat: " + refused.message());
            return ExitCode.SOFTWARE;
        } else if (outcome instanceof Dispatch.Outcome.Waiting) {
            err().println("sekat: directive '" + directive.getDirectiveId()
                    + "' was sent, and was not processed within "
                    + PATIENCE.toSeconds() + " s. 'sekat status' shows whether the Streams application runs; it"
                    + " processes the directive once it does.");
            return ExitCode.SOFTWARE;
        }
        out().println("Done: directive '" + directive.getDirectiveId() + "'.");
        return taken(settings, PATIENCE) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /**
     * Tells more about what was done.
     *
     * @param patience how long to look for it
     * @return false: what was wanted was not seen
     */
    boolean taken(Settings settings, Duration patience) throws InterruptedException {
        return true;
    }

    @SuppressWarnings("SystemConsoleNull") // it is asked on a terminal only
    private static boolean isMeant() {
        Console console = System.console();
        String answer = console == null ? null : console.readLine("Send it? Type yes: ");
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }
}
