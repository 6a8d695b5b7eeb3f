package io.sekat.sandbox.desk;

import io.sekat.config.Settings;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sekat direct}: an order about anything. */
@Command(
        name = "direct",
        mixinStandardHelpOptions = true,
        description = "Send a directive: freeze, extend or release an account; block or release a number; return a"
                + " victim's payment; withdraw a report; dismiss what people were asked. An item of 'sekat review list' is"
                + " better answered with 'sekat review decide'.")
public final class DirectCommand extends OrderingCommand {
    private static final String VERBS = "freeze, block, extend, release, dismiss, return or withdraw-report";

    @Parameters(index = "0", paramLabel = "KIND", description = "What: " + VERBS + ".")
    private String kind = "";

    @Parameters(
            index = "1",
            paramLabel = "SUBJECT",
            description =
                    "About what: an account as BIC:account, a telephone number, for return, and for"
                            + " dismiss where a long trail is meant, the victim's payment as BIC:account#reference, for withdraw-report the report's id.")
    private String subject = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "Identifier of the order; sent again with the same one, it changes nothing. Default: a new one.")
    private @Nullable String id;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = settings();
        Times times = Times.here();
        Verb verb = verb(kind, Verb.choice(List.of(Verb.values())));
        Subject about = understood(() -> Subject.typed(verb, subject, numbers(settings)));
        return send(
                settings,
                order(verb, about, times),
                id == null || id.isBlank() ? UUID.randomUUID().toString() : id,
                times);
    }
}
