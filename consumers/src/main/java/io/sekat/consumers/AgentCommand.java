package io.sekat.consumers;

import io.sekat.cli.SettingsCommand;
import io.sekat.cli.Terminal;
import io.sekat.config.Durations;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.consumers.alerts.AlertFeed;
import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.EventWriter;
import io.sekat.consumers.alerts.Reply;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.ParticipantId;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the agents of banks and operators share. */
abstract class AgentCommand extends SettingsCommand {
    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Post each alert there as JSON instead of printing it; what it answers is published.")
    private @Nullable URI webhook;

    @Option(
            names = "--webhook-secret",
            paramLabel = "SECRET",
            split = ",",
            description =
                    "Sign what is posted; two, parted by a comma, while one is replaced. Better given as"
                            + " SEKAT_WEBHOOK_SECRET or by --webhook-secret-file: others on the machine can see a command line.")
    private List<String> webhookSecrets = List.of();

    @Option(
            names = "--webhook-secret-file",
            paramLabel = "FILE",
            description = "The same from a file, one secret a line.")
    private @Nullable Path webhookSecretFile;

    @Option(
            names = "--" + AnswerServer.PORT,
            paramLabel = "PORT",
            description = "Also take answers that are posted there later than the alert was taken (0: any free port)."
                    + " They must be signed with the webhook's secret.")
    private @Nullable Integer answersPort;

    @Option(
            names = "--answers-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on for them. Default: ${DEFAULT-VALUE}")
    private String answersHost = "127.0.0.1";

    @Option(
            names = "--run",
            paramLabel = "COMMAND",
            description = "Run this for each alert instead of printing it: the alert as JSON on its standard input, the"
                    + " answer as JSON on its standard output. It is not run by a shell.")
    private @Nullable String run;

    /** The command is run for one message at a time. */
    private final Lock runs = new ReentrantLock();

    @Option(
            names = "--handle-within",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "How long the webhook or the command may take for one alert. Default: ${DEFAULT-VALUE}")
    private String handleWithin = "10s";

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Consumer group. Default: sekat-agent- and the participant's id.")
    private @Nullable String group;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);

    private final List<AlertKind<?>> kinds;

    AgentCommand(List<AlertKind<?>> kinds) {
        this.kinds = kinds;
    }

    abstract String participant();

    @Override
    public final Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        List<AlertFeed<?>> feeds = new ArrayList<>();
        Deque<AutoCloseable> services = new ArrayDeque<>();
        try {
            Settings settings = settings();
            ParticipantId participant = ParticipantId.parse(participant());
            // All handlers first: what is wrong with one must not leave another's feed running.
            List<Start> starts = kinds.stream()
                    .map(kind -> start(settings, kind, participant))
                    .toList();
            takeAnswers(settings, participant, services);
            for (Start start : starts) {
                feeds.add(start.now());
                err.println("Following " + start.topic() + " until Ctrl-C");
            }
        } catch (InvalidIdentifier e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
        err.flush();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(feeds, services), "sekat-agent-shutdown"));
        CompletableFuture.anyOf(feeds.stream().map(AlertFeed::end).toArray(CompletableFuture[]::new))
                .join();
        close(feeds, services);
        int exitCode = 0;
        for (AlertFeed<?> feed : feeds) {
            Optional<Throwable> failure = feed.awaitEnd();
            failure.ifPresent(thrown -> err.println("sekat: the agent ended: " + thrown));
            exitCode = failure.isEmpty() ? exitCode : 1;
        }
        return exitCode;
    }

    /** Listens for answers, where a port is given. */
    private void takeAnswers(Settings settings, ParticipantId participant, Deque<AutoCloseable> services) {
        if (answersPort == null) {
            return;
        }
        WebhookSecrets secrets = secretsOrWrongUsage();
        if (secrets.isEmpty()) {
            throw new SettingsException("--" + AnswerServer.PORT + " needs the webhook's secret: anybody could answer"
                    + " otherwise. Give SEKAT_WEBHOOK_SECRET or --webhook-secret-file");
        }
        EventWriter writer = EventWriter.of(settings, "sekat-agent-" + participant + "-later");
        services.push(writer);
        AnswerServer server = new AnswerServer(
                answersHost,
                answersPort,
                new LaterAnswers(participant, kinds),
                new PostedSignatures(secrets),
                reply -> write(writer, reply),
                InstantSource.system());
        services.push(server);
        spec.commandLine().getErr().println("Taking answers at " + server.url() + "/v1/answers");
    }

    private static <R extends SpecificRecord> void write(EventWriter writer, Reply<R> reply)
            throws InterruptedException {
        writer.write(reply.topic(), reply.key(), reply.event());
    }

    private WebhookSecrets secretsOrWrongUsage() {
        try {
            return secrets();
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    private static synchronized void close(List<AlertFeed<?>> feeds, Deque<AutoCloseable> services) {
        while (!services.isEmpty()) {
            try {
                services.pop().close();
            } catch (Exception e) {
                LOG.warn("could not stop in order", e);
            }
        }
        feeds.forEach(AlertFeed::stop);
        feeds.forEach(AlertFeed::close);
    }

    /** A feed that is ready to be started. */
    private interface Start {
        String topic();

        AlertFeed<?> now();
    }

    private <V extends SpecificRecord> Start start(Settings settings, AlertKind<V> kind, ParticipantId participant) {
        AlertFeed.Plan<V> plan = AlertFeed.of(settings, kind, participant);
        if (group != null) {
            plan.group(group);
        }
        AlertHandler<? super V> handler = handler(kind);
        return new Start() {
            @Override
            public String topic() {
                return plan.topic();
            }

            @Override
            public AlertFeed<?> now() {
                return plan.start(handler);
            }
        };
    }

    private <V extends SpecificRecord> AlertHandler<? super V> handler(AlertKind<V> kind) {
        try {
            if (webhook != null && run != null) {
                throw new IllegalArgumentException("--webhook and --run exclude each other: give one of them");
            } else if (webhook != null) {
                return new WebhookHandler<>(kind, webhook, limit(), secrets());
            } else if (run != null) {
                return new RunHandler<>(kind, CommandWords.of(run), limit(), runs);
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            return PrintingHandler.json(out);
        }
        AlertLine line = new AlertLine(ZoneId.systemDefault());
        boolean inColour = Terminal.isAttached() && Ansi.AUTO.enabled();
        return PrintingHandler.lines(out, inColour ? line.inColour() : line);
    }

    private Duration limit() {
        try {
            return Durations.parse(handleWithin);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "--handle-within '" + handleWithin + "' is not valid: expected " + Durations.EXPECTED, e);
        }
    }

    private WebhookSecrets secrets() {
        if (webhookSecretFile != null) {
            return WebhookSecrets.in(webhookSecretFile);
        }
        return webhookSecrets.isEmpty() ? WebhookSecrets.NONE : WebhookSecrets.of(webhookSecrets);
    }
}
