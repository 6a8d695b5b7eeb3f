package io.sekat.sandbox.desk;

import io.sekat.cli.Terminal;
import io.sekat.config.Settings;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code sekat review decide}: turns a review item into a directive. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = "Decide a review item: freeze or block; release (leave it until something new comes); dismiss"
                + " (leave it for good).")
public final class ReviewDecideCommand extends OrderingCommand {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    @Parameters(index = "0", paramLabel = "SUBJECT", description = "The item, as 'sekat review list' shows it.")
    private String subject = "";

    @Parameters(index = "1", paramLabel = "DECISION", description = "freeze, block, release or dismiss.")
    private String decision = "";

    private @Nullable ReviewItem item;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = settings();
        Times times = Times.here();
        Verb verb = verb(decision, "freeze, block, release or dismiss");
        Subject about = understood(() -> Subject.typed(subject, numbers(settings)));
        Optional<ReviewItem> found = ReviewItems.of(settings, about.key());
        if (found.isEmpty() || found.get().getState() != ReviewState.OPEN) {
            err().println("sekat: "
                    + found.map(closed -> "the item about " + about.key() + " was closed at "
                                    + times.show(closed.getRaisedAt()) + ". 'sekat review list --all' shows by whom;"
                                    + " 'sekat direct' orders something all the same.")
                            .orElse("nobody was asked about " + about.key()
                                    + ". 'sekat review list' shows what awaits a decision; 'sekat direct' orders"
                                    + " something about anything else."));
            return ExitCode.SOFTWARE;
        }
        ReviewItem open = found.get();
        Order order = order(verb, about, times);
        refuse(order.problemAsAnswer(open));
        out().println(Terminal.printable(open.getMessage()));
        item = open;
        return send(settings, order, order.answerId(open), times);
    }

    @Override
    boolean taken(Settings settings, Duration patience) throws InterruptedException {
        ReviewItem decided = Objects.requireNonNull(item, "call comes first");
        Instant deadline = Instant.now().plus(patience);
        while (Instant.now().isBefore(deadline)) {
            ReviewItem now = ReviewItems.of(settings, decided.getSubject()).orElse(decided);
            if (now.getRevision() > decided.getRevision()) {
                boolean isClosed = now.getState() == ReviewState.CLOSED;
                out().println(
                                isClosed
                                        ? "The item is closed."
                                        : "The item is still open: " + Terminal.printable(now.getMessage()));
                return isClosed;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        err().println("sekat: the item about " + decided.getSubject() + " was not seen to close; 'sekat review list'"
                + " shows whether it does");
        return false;
    }
}
