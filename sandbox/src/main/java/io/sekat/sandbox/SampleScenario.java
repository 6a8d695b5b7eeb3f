package io.sekat.sandbox;

import io.sekat.producers.Input;
import io.sekat.producers.feeds.FeedKind;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.List;

/** The sample scenario that is shipped with the project (design section 7). */
public final class SampleScenario {
    /** A file of the scenario: what it holds, and its name. */
    public record Feed(FeedKind kind, String name) {
        /** The file, unpacked while it is read. */
        public Input input() {
            return open(name);
        }
    }

    public static final Feed PARTICIPANTS = new Feed(FeedKind.PARTICIPANTS, "participants.csv");
    public static final Feed ACCOUNTS = new Feed(FeedKind.ACCOUNTS, "bank-accounts.csv");
    public static final Feed PHONES = new Feed(FeedKind.PHONES, "phone-numbers.csv");
    public static final Feed TRANSFERS = new Feed(FeedKind.TRANSFERS, "fund-transfers.csv");
    /** Directory entries that come after the reports about them. */
    public static final Feed LATE_ACCOUNTS = new Feed(FeedKind.ACCOUNTS, "bank-accounts-late.csv");
    /** Numbers that changed their operator after the reports about them. */
    public static final Feed PORTED_PHONES = new Feed(FeedKind.PHONES, "phone-numbers-ported.csv");

    /** What is known before the first report. */
    public static final List<Feed> BEFORE_REPORTS = List.of(PARTICIPANTS, ACCOUNTS, PHONES, TRANSFERS);
    /** What comes after the last report. */
    public static final List<Feed> AFTER_REPORTS = List.of(LATE_ACCOUNTS, PORTED_PHONES);

    private SampleScenario() {}

    /** The scam reports, one a line. */
    public static Input reports() {
        return open("scam-reports.ndjson");
    }

    private static Input open(String name) {
        return new Input(name, () -> {
            InputStream packed = SampleScenario.class.getResourceAsStream("/sample/" + name + ".gz");
            if (packed == null) {
                throw new FileNotFoundException("the sample file " + name + " is not in the program");
            }
            return packed;
        });
    }
}
