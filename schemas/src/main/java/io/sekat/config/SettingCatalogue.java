package io.sekat.config;

import io.sekat.serdes.WireFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Every setting of Sekat, with its default. {@code docs/configuration.md} is written from here. */
public final class SettingCatalogue {
    public static final Setting<String> BOOTSTRAP_SERVERS =
            text("bootstrap-servers", "127.0.0.1:9092", "Kafka brokers to ask first, host:port, comma-separated.");
    public static final Setting<String> REGISTRY_URL = text(
            "registry-url",
            "http://127.0.0.1:8081",
            "Schema registry. For serde = apicurio the server's root; for serde = confluent the address that the"
                    + " serializer is to call.");
    public static final Setting<WireFormat> SERDE = new Setting<>(
            "serde",
            "apicurio",
            "apicurio or confluent",
            "Which library reads and writes Avro; the bytes are the same. confluent needs a build with -Pconfluent.",
            text -> WireFormat.valueOf(text.toUpperCase(Locale.ROOT)));
    public static final Setting<Integer> PARTITIONS = count(
            "partitions",
            "4",
            1,
            1024,
            "Partitions of the topics that are joined by key. Fixed once the topics are created.");
    public static final Setting<Integer> REPLICATION =
            count("replication", "1", 1, 15, "Replicas of each topic; 3 on a real cluster.");

    public static final Setting<String> REGION = new Setting<>(
            "region",
            "MY",
            "an ISO 3166 country code of two letters, such as MY or GB",
            "Country whose rules telephone numbers without a country code are read by.",
            text -> {
                if (!Set.of(Locale.getISOCountries()).contains(text)) {
                    throw new IllegalArgumentException(text);
                }
                return text;
            });
    public static final Setting<Duration> PARTICIPANT_GRACE = duration(
            "participant-grace",
            "30s",
            "How long a report that names an unknown bank waits for the participant before it is rejected; longer than it takes to"
                    + " replace an instance that dies.");
    public static final Setting<Duration> VERIFY_WINDOW = duration(
            "verify-window",
            "24h",
            "How far a transfer's time may lie from the reported one where a report gives no reference (4.2).");
    public static final Setting<Integer> FREEZE_VICTIMS = count(
            "freeze-victims", "3", 1, 1000, "Distinct victims with verified payments that freeze an account (4.4).");
    public static final Setting<Duration> FREEZE_WINDOW =
            duration("freeze-window", "7d", "Time within which those victims' reports lie (4.4).");
    public static final Setting<Integer> BLOCK_VICTIMS =
            count("block-victims", "2", 1, 1000, "Distinct victims whose reports block a number (4.5).");
    public static final Setting<Duration> BLOCK_WINDOW =
            duration("block-window", "7d", "Time within which those victims' reports lie (4.5).");
    public static final Setting<Duration> RESPOND_WITHIN = duration(
            "respond-within", "15m", "Time to answer an alert, for participants that state none of their own (4.6).");
    public static final Setting<Duration> HOLD_FOR =
            duration("hold-for", "24h", "How long a hold is asked for unless a directive extends it (4.6).");
    public static final Setting<Duration> TRANSFER_RETENTION = duration(
            "transfer-retention",
            "7d",
            "How long transfers are kept for verifying claims and following money, by their own time (4.3). An older one"
                    + " is rejected.");
    public static final Setting<Integer> MAX_HOPS =
            count("max-hops", "5", 1, 50, "Transfers after which stolen money is followed no further (4.3).");
    public static final Setting<Duration> HORIZON =
            duration("horizon", "72h", "Time after the victim's payment within which its money is followed (4.3).");
    public static final Setting<BigDecimal> MIN_AMOUNT = new Setting<>(
            "min-amount",
            "10.00",
            "an amount such as 10.00, zero or above",
            "Transfers under this are not followed, in major units of their currency (4.3).",
            text -> {
                BigDecimal amount = new BigDecimal(text);
                if (amount.signum() < 0) {
                    throw new IllegalArgumentException(text);
                }
                return amount;
            });
    public static final Setting<Integer> MAX_ACCOUNTS = count(
            "max-accounts",
            "10000",
            1,
            100_000,
            "Accounts after which a trail is followed no further; the enriched report and a review item say so (4.3).");
    public static final Setting<Integer> MAX_CASE_LINKS = count(
            "max-case-links",
            "200",
            1,
            10_000,
            "Reports naming one account or number after which it joins them to no case any more (4.7).");

    public static final Setting<String> APPLICATION_ID = text(
            "application-id",
            "sekat",
            "Consumer group, state and transaction name of the Streams application, and with -files at its end of the part of it"
                    + " that keeps files and cases; the same for all its instances.");
    public static final Setting<Duration> COMMIT_INTERVAL = duration(
            "commit-interval",
            "10ms",
            "How often the Streams application commits. Each hop costs about one interval of latency.");
    public static final Setting<Duration> FILES_COMMIT_INTERVAL = duration(
            "files-commit-interval",
            "400ms",
            "How often the part of it commits that keeps the reports' files and cases, for which no alert waits, and tells the"
                    + " police of what changed before the last time; less often while alerts are late.");
    public static final Setting<Integer> STREAM_THREADS =
            count("stream-threads", "2", 1, 64, "Threads of one instance of the Streams application.");
    public static final Setting<Integer> FILES_THREADS =
            count("files-threads", "1", 1, 64, "Threads of one instance for the reports' files and cases, besides.");
    public static final Setting<Integer> STANDBYS = count(
            "standbys",
            "0",
            0,
            5,
            "Further instances that keep a copy of each part of the state, to take over at once when one dies.");
    public static final Setting<String> STATE_DIR = text(
            "state-dir", "./sekat-state", "Folder in which an instance of the Streams application keeps its state.");

    public static final Setting<String> QUERY_HOST = text(
            "query-host",
            "127.0.0.1",
            "Address on which an instance of the Streams application answers questions and tells its health; 0.0.0.0 for"
                    + " all. For the intake and the other instances only: it asks nobody who they are.");
    public static final Setting<OptionalInt> QUERY_PORT = new Setting<>(
            "query-port",
            "off",
            "off, or a whole number from 0 to 65535",
            "Its port; 0: a free one. All instances must answer, or none does.",
            text -> text.equals("off") ? OptionalInt.empty() : OptionalInt.of(port(text)));
    public static final Setting<String> QUERY_ADDRESS = text(
            "query-address",
            "own",
            "host:port under which the other instances reach it; own: query-host, or this machine's name where that is"
                    + " 0.0.0.0, and query-port.");
    public static final Setting<Integer> CHECK_VICTIMS = count(
            "check-victims",
            "2",
            1,
            10,
            "Distinct victims from whose reports on the public is told that an account or number is reported.");
    public static final Setting<Duration> CHECK_DELAY = duration(
            "check-delay",
            "30m",
            "How long after a report the public is told of it, so that banks have acted before the scammer can look.");
    public static final Setting<String> QUERY_URL = text(
            "query-url",
            "http://127.0.0.1:8090",
            "Where the HTTP intake asks the Streams application: the addresses of one or more instances,"
                    + " comma-separated; any of them answers for all.");
    public static final Setting<Integer> CHECK_PER_MINUTE =
            count("check-per-minute", "60", 1, 1_000_000, "Checks that one client's address may ask for in a minute.");
    public static final Setting<Integer> HTTP_PROXIES = count(
            "http-proxies",
            "0",
            0,
            10,
            "Proxies of your own in front of the HTTP intake: a client's address is the one that the outermost of them"
                    + " wrote into X-Forwarded-For. 0: that header is not believed.");
    public static final Setting<String> HTTP_HOST = text(
            "http-host",
            "127.0.0.1",
            "Address that the HTTP intake listens on; 0.0.0.0 for all. It asks nobody who they are: put what does in"
                    + " front of it before others can reach it.");
    public static final Setting<Integer> HTTP_PORT =
            count("http-port", "8080", 0, 65_535, "Port of the HTTP intake; 0: a free one.");
    public static final Setting<Integer> HTTP_MAX_BODY =
            count("http-max-body", "262144", 1024, 1_048_576, "Longest report that the HTTP intake takes, in bytes.");
    public static final Setting<Integer> HTTP_IN_FLIGHT = count(
            "http-in-flight",
            "128",
            1,
            10_000,
            "Reports that the HTTP intake hands to the brokers at a time; more are answered with 429.");
    public static final Setting<Duration> HTTP_COMMIT_WITHIN = duration(
            "http-commit-within",
            "5s",
            "How long the HTTP intake waits for the brokers to take a report before it answers 503.");
    public static final Setting<String> DATABASE_URL = new Setting<>(
            "database-url",
            "jdbc:postgresql://127.0.0.1:5433/sekat",
            "jdbc:postgresql:// and host:port/name",
            "PostgreSQL with the police's case store. Another than the default also keeps 'up' and 'demo' from starting"
                    + " their own.",
            text -> {
                if (!text.matches("jdbc:postgresql://\\S+/\\S+")) {
                    throw new IllegalArgumentException(text);
                }
                return text;
            });
    public static final Setting<String> DATABASE_USER =
            text("database-user", "sekat", "User of that database, who owns the case store's tables.");
    public static final Setting<String> DATABASE_PASSWORD = new Setting<>(
            "database-password",
            "",
            "any text",
            "That user's password; never printed. Best given in the environment or a file, where no list of processes"
                    + " shows it.",
            text -> text);

    private static final List<Setting<?>> ALL = List.of(
            BOOTSTRAP_SERVERS,
            REGISTRY_URL,
            SERDE,
            PARTITIONS,
            REPLICATION,
            REGION,
            PARTICIPANT_GRACE,
            VERIFY_WINDOW,
            FREEZE_VICTIMS,
            FREEZE_WINDOW,
            BLOCK_VICTIMS,
            BLOCK_WINDOW,
            RESPOND_WITHIN,
            HOLD_FOR,
            TRANSFER_RETENTION,
            MAX_HOPS,
            HORIZON,
            MIN_AMOUNT,
            MAX_ACCOUNTS,
            MAX_CASE_LINKS,
            APPLICATION_ID,
            COMMIT_INTERVAL,
            FILES_COMMIT_INTERVAL,
            STREAM_THREADS,
            FILES_THREADS,
            STANDBYS,
            STATE_DIR,
            QUERY_HOST,
            QUERY_PORT,
            QUERY_ADDRESS,
            CHECK_VICTIMS,
            CHECK_DELAY,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_MAX_BODY,
            HTTP_IN_FLIGHT,
            HTTP_COMMIT_WITHIN,
            HTTP_PROXIES,
            QUERY_URL,
            CHECK_PER_MINUTE,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD);

    private SettingCatalogue() {}

    /** All settings, in the order in which they are documented. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** The setting of that name. */
    public static Optional<Setting<?>> named(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    private static Setting<String> text(String name, String defaultText, String meaning) {
        return new Setting<>(name, defaultText, "a text that is not empty", meaning, text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("empty");
            }
            return text;
        });
    }

    private static Setting<Integer> count(String name, String defaultText, int least, int most, String meaning) {
        Function<String, Integer> parser = text -> {
            int count = Integer.parseInt(text);
            if (count < least || count > most) {
                throw new IllegalArgumentException(text);
            }
            return count;
        };
        return new Setting<>(name, defaultText, "a whole number from " + least + " to " + most, meaning, parser);
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(text);
        }
        return port;
    }

    private static Setting<Duration> duration(String name, String defaultText, String meaning) {
        return new Setting<>(name, defaultText, Durations.EXPECTED, meaning, Durations::parse);
    }
}
