package io.sekat.producers.feeds;

import io.sekat.topics.Topic;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/** The feeds that are loaded from CSV files. */
public enum FeedKind {
    /** Who takes part. */
    PARTICIPANTS(new ParticipantRows()),
    /** The banks' account directories. */
    ACCOUNTS(new AccountRows()),
    /** The operators' number directories. */
    PHONES(new PhoneRows()),
    /** The payment network's settled transfers. */
    TRANSFERS(new TransferRows());

    @SuppressWarnings("ImmutableEnumChecker") // readers hold no state
    private final RowReader<?> reader;

    FeedKind(RowReader<?> reader) {
        this.reader = reader;
    }

    /** Its name for people. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Columns that a file of this feed must have. */
    public List<String> columns() {
        return reader.columns();
    }

    /** Where its records go. */
    public Topic<? extends SpecificRecord> topic() {
        return reader.topic();
    }

    RowReader<?> reader() {
        return reader;
    }
}
