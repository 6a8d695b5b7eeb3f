package io.sekat.producers.http;

import io.sekat.cli.SettingsCommand;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sekat intake}: takes reports over HTTP until it is told to stop. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        description = "Take reports over HTTP until SIGTERM or Ctrl-C; what it serves is described at /openapi.json.")
public final class IntakeCommand extends SettingsCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Gateway gateway = Gateway.start(settings());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            gateway.close();
                            stop.countDown();
                        },
                        "sekat-intake-shutdown"));
        PrintWriter err = spec.commandLine().getErr();
        err.println("Taking reports at " + gateway.url() + " until Ctrl-C");
        err.flush();
        stop.await();
        return 0;
    }
}
