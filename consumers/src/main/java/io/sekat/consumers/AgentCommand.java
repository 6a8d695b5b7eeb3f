package io.sekat.consumers;

import io.sekat.cli.SettingsCommand;
import io.sekat.cli.Terminal;
import io.sekat.config.SettingsException;
import io.sekat.consumers.alerts.AlertFeed;
import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.ParticipantId;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the agents of banks and operators share.
 *
 * @param <V> FreezeAlert or BlockRequest
 */
abstract class AgentCommand<V extends SpecificRecord> extends SettingsCommand {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Post each alert there as JSON instead of printing it.")
    private @Nullable URI webhook;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Consumer group. Default: sekat-agent- and the participant's id.")
    private @Nullable String group;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final AlertKind<V> kind;

    AgentCommand(AlertKind<V> kind) {
        this.kind = kind;
    }

    abstract String participant();

    @Override
    public final Integer call() throws InterruptedException {
        AlertFeed.Plan<V> plan;
        AlertHandler<? super V> handler;
        try {
            plan = AlertFeed.of(settings(), kind, ParticipantId.parse(participant()));
            handler = handler();
        } catch (InvalidIdentifier e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
        if (group != null) {
            plan.group(group);
        }
        AlertFeed<V> feed = plan.start(handler);
        Runtime.getRuntime().addShutdownHook(new Thread(feed::close, "sekat-agent-shutdown"));
        PrintWriter err = spec.commandLine().getErr();
        err.println("Following " + plan.topic() + " until Ctrl-C");
        err.flush();
        Optional<Throwable> failure = feed.awaitEnd();
        failure.ifPresent(thrown -> err.println("sekat: the agent ended: " + thrown));
        return failure.isEmpty() ? 0 : 1;
    }

    private AlertHandler<? super V> handler() {
        if (webhook != null) {
            try {
                return new WebhookHandler<>(kind, webhook, ANSWER_WITHIN);
            } catch (IllegalArgumentException e) {
                throw new SettingsException(String.valueOf(e.getMessage()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            return PrintingHandler.json(out);
        }
        AlertLine line = new AlertLine(ZoneId.systemDefault());
        boolean inColour = Terminal.isAttached() && Ansi.AUTO.enabled();
        return PrintingHandler.lines(out, inColour ? line.inColour() : line);
    }
}
