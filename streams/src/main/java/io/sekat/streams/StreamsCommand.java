package io.sekat.streams;

import io.sekat.cli.SettingsCommand;
import picocli.CommandLine.Command;

/** {@code sekat streams}: runs one instance of the Streams application until it is told to stop. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description = "Run one instance of the Streams application until SIGTERM or Ctrl-C.")
public final class StreamsCommand extends SettingsCommand {
    @Override
    public Integer call() throws InterruptedException {
        StreamsApp app = StreamsApp.start(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "sekat-streams-shutdown"));
        app.awaitEnd();
        return 0;
    }
}
