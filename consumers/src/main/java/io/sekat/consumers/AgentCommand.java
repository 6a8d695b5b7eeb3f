package io.sekat.consumers;

import io.sekat.cli.SettingsCommand;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.consumers.alerts.AlertFeed;
import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.ParticipantId;
import io.sekat.json.EventJson;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--webhook", paramLabel = "URL", description = "Post each alert there instead of printing it.")
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
        Settings settings = settings();
        ParticipantId participant = parse(participant());
        String groupId = group == null ? Agents.groupOf(participant) : group;
        PrintWriter err = spec.commandLine().getErr();
        err.println("Following " + kind.topics().of(participant) + " as group " + groupId + " until Ctrl-C");
        err.flush();
        AlertFeed<V> feed = AlertFeed.start(settings, kind, participant, groupId, handler());
        CountDownLatch stop = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            feed.close();
                            stop.countDown();
                        },
                        "sekat-agent-shutdown"));
        stop.await();
        return 0;
    }

    private AlertHandler<V> handler() {
        if (webhook != null) {
            return new WebhookHandler<>(kind, webhook, ANSWER_WITHIN);
        }
        PrintWriter out = spec.commandLine().getOut();
        AlertLine line = new AlertLine(ZoneId.systemDefault());
        return alert -> {
            out.println(json ? EventJson.line(alert) : line.of(alert));
            out.flush();
        };
    }

    private static ParticipantId parse(String typed) {
        try {
            return ParticipantId.parse(typed);
        } catch (InvalidIdentifier e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }
}
