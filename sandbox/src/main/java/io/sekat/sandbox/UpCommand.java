package io.sekat.sandbox;

import io.sekat.cli.SettingsCommand;
import io.sekat.consumers.AlertLine;
import io.sekat.consumers.alerts.Answer;
import io.sekat.sandbox.simulation.FeedPaymentNetwork;
import io.sekat.sandbox.simulation.SimulatedParticipants;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat up}: the embedded system until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Run the embedded system - broker, registry, database, Streams application, HTTP intake and the agents"
                        + " of banks, operators and the police - until Ctrl-C or SIGTERM. Started again on the same data, it goes on where it was.")
public final class UpCommand extends SettingsCommand {
    private static final long SEED = 997;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "sekat-data",
            description = "Folder that keeps everything. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("sekat-data");

    @Option(names = "--clean", description = "Delete what the folder holds and begin anew.")
    private boolean clean;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of the broker on 127.0.0.1; 0: a free one. Default: ${DEFAULT-VALUE}")
    private int brokerPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of the registry on 127.0.0.1; 0: a free one. Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Option(
            names = "--simulate",
            description =
                    "Let banks and operators answer as real ones might: in full, in part, not at all, and giving money"
                            + " back by transfers in the payment network's feed. For trying Sekat out only.")
    private boolean simulate;

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            defaultValue = "5433",
            description = "Port of the police's database on 127.0.0.1; 0: a free one. Default: ${DEFAULT-VALUE}")
    private int databasePort;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = data.toAbsolutePath().normalize();
        if (clean) {
            DataFolder.clean(folder);
        }
        DataFolder.open(folder);
        out.println("Starting Sekat; everything is kept in " + folder);
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopInOrder(stop, stopped), "sekat-shutdown"));
        try (Sandbox sandbox = Sandbox.start(
                folder,
                settings(),
                new Sandbox.Listening(brokerPort, registryPort, databasePort),
                line -> say(out, line))) {
            sandbox.startStreams();
            sandbox.startIntake();
            sandbox.startPolice();
            AlertLine lines = new AlertLine(ZoneId.systemDefault());
            if (simulate) {
                sandbox.startAgents(new SimulatedParticipants(
                        SEED, new FeedPaymentNetwork(sandbox.settings()), alert -> say(out, lines.of(alert))));
            } else {
                sandbox.startAgents(participant -> alert -> {
                    say(out, lines.of(alert));
                    return Answer.none();
                });
            }
            out.println("Ready. Stop with Ctrl-C. In another terminal, for example:");
            out.println("  ./sekat load participants FILE");
            out.println("  ./sekat report FILE");
            out.println("  ./sekat status");
            out.println("  ./sekat case list");
            out.flush();
            stop.await();
            out.println("Stopping");
            out.flush();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static void say(PrintWriter out, String line) {
        out.println("  " + line);
        out.flush();
    }

    /** Lets the main thread stop everything, and keeps the JVM until it has. */
    private static void stopInOrder(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
