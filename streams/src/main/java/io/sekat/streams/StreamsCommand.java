package io.sekat.streams;

import io.sekat.cli.SettingsCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sekat streams}: runs one instance of the Streams application until it is told to stop. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description = "Run one instance of the Streams application until SIGTERM or Ctrl-C.")
public final class StreamsCommand extends SettingsCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        StreamsApp app = StreamsApp.start(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "sekat-streams-shutdown"));
        app.awaitEnd();
        Optional<String> refusal = app.refusal();
        refusal.ifPresent(why -> spec.commandLine().getErr().println("sekat: " + why));
        return refusal.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
