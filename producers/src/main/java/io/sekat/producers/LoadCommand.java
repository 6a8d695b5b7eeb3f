package io.sekat.producers;

import io.sekat.config.Settings;
import io.sekat.producers.feeds.FeedKind;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code sekat load}: loads the feeds from CSV files. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Load a feed from a CSV file with a header row; bad rows are shown and go to rejected-records.",
        subcommands = {
            LoadCommand.Participants.class,
            LoadCommand.Accounts.class,
            LoadCommand.Phones.class,
            LoadCommand.Transfers.class
        })
public final class LoadCommand {
    /** {@code sekat load participants}. */
    @Command(
            name = "participants",
            mixinStandardHelpOptions = true,
            description = "Load banks, operators, police and regulators, and create the topics of each.")
    static final class Participants extends Feed {
        Participants() {
            super(FeedKind.PARTICIPANTS);
        }
    }

    /** {@code sekat load accounts}. */
    @Command(name = "accounts", mixinStandardHelpOptions = true, description = "Load banks' account directories.")
    static final class Accounts extends Feed {
        Accounts() {
            super(FeedKind.ACCOUNTS);
        }
    }

    /** {@code sekat load phones}. */
    @Command(name = "phones", mixinStandardHelpOptions = true, description = "Load operators' number directories.")
    static final class Phones extends Feed {
        Phones() {
            super(FeedKind.PHONES);
        }
    }

    /** {@code sekat load transfers}. */
    @Command(name = "transfers", mixinStandardHelpOptions = true, description = "Load settled fund transfers.")
    static final class Transfers extends Feed {
        Transfers() {
            super(FeedKind.TRANSFERS);
        }
    }

    private abstract static class Feed extends PublishingCommand {
        private final FeedKind kind;

        Feed(FeedKind kind) {
            this.kind = kind;
        }

        @Override
        final String title() {
            return kind.title();
        }

        @Override
        final LoadSummary publish(Input input, Settings settings, LoadListener listener) {
            return Feeds.load(kind, input, settings, listener);
        }

        @Override
        final String text(LoadSummary summary) {
            String counts = String.format(
                    Locale.ROOT,
                    "%s: %,d rows read, %,d loaded, %,d rejected, %.1f s, %,d rows/s",
                    kind.title(),
                    summary.rows(),
                    summary.loaded(),
                    summary.rejected(),
                    summary.took().toMillis() / 1000.0,
                    summary.rowsPerSecond());
            return summary.rejected() == 0 ? counts : counts + "; see `sekat rejected list`";
        }
    }
}
