package io.sekat.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.events.Participant;
import io.sekat.http.HttpServer;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.streams.LiveStores;
import io.sekat.streams.Part;
import io.sekat.streams.ParticipantChanges;
import io.sekat.streams.Participants;
import io.sekat.streams.StoreNames;
import io.sekat.streams.StreamsApp;
import io.sekat.streams.core.intake.TypedNumbers;
import io.sekat.streams.core.lookup.SubjectHash;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about the live state over HTTP, from this instance's stores or from the others', and tells whether
 * the instance is alive and ready. It listens before the application starts, because the application must know its
 * address, and refuses every question until then.
 */
public final class QueryServer implements AutoCloseable {
    /** A thread's state once it has ended, in Kafka Streams' own words. */
    private static final String DEAD = "DEAD";

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Settings settings;
    private final TypedNumbers numbers;
    private final HttpServer server;
    private final HostInfo address;
    private final AtomicReference<@Nullable Serving> serving = new AtomicReference<>();

    /** What there is once the application was made. */
    private record Serving(
            Map<Part, KafkaStreams> parts,
            Map<Part, Membership> memberships,
            Instances instances,
            Map<Subject, Integer> partitions) {

        KafkaStreams alerts() {
            return Objects.requireNonNull(parts.get(Part.ALERTS), "all parts run");
        }

        KafkaStreams.State state() {
            return StreamsApp.state(parts.values());
        }

        boolean isMember(Part part) {
            return Objects.requireNonNull(memberships.get(part), "all parts run")
                    .getAsBoolean();
        }
    }

    private QueryServer(Settings settings, int port) {
        this.settings = settings;
        this.numbers = new TypedNumbers(settings.get(SettingCatalogue.REGION));
        this.server = HttpServer.start(
                "query server",
                settings.get(SettingCatalogue.QUERY_HOST),
                port,
                SettingCatalogue.QUERY_PORT.name(),
                this::addTo);
        this.address = address(settings, server.port());
    }

    /**
     * Listens where the settings say.
     *
     * @param port port to listen on; 0: a free one
     */
    public static QueryServer open(Settings settings, int port) {
        return new QueryServer(settings, port);
    }

    private static HostInfo address(Settings settings, int port) {
        String given = settings.get(SettingCatalogue.QUERY_ADDRESS);
        String host = settings.get(SettingCatalogue.QUERY_HOST);
        if (!given.equals("own")) {
            @Nullable HostInfo parsed = parsed(given);
            if (parsed == null) {
                throw new SettingsException(
                        "setting query-address = '" + given + "' is not valid: expected host:port, or own");
            }
            return parsed;
        }
        return new HostInfo(host.equals("0.0.0.0") || host.equals("::") ? machine() : host, port);
    }

    private static @Nullable HostInfo parsed(String given) {
        try {
            return HostInfo.buildFromEndpoint(given);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new SettingsException("this machine does not know its own name: give --query-address HOST:PORT");
        }
    }

    /** Where the other instances reach it, {@code host:port}. */
    public String address() {
        return address.host() + ":" + address.port();
    }

    /** Where it listens, e.g. {@code http://127.0.0.1:8090}. */
    public String url() {
        return server.url();
    }

    /**
     * Answers from now on.
     *
     * @param parts the application
     * @param live its stores
     * @param admin asks the cluster; the caller closes it after this server
     * @param partitions tells how many partitions a topic has
     */
    public void serve(Map<Part, KafkaStreams> parts, LiveStores live, Admin admin, ToIntFunction<Topic<?>> partitions) {
        Map<Part, Membership> memberships = new EnumMap<>(Part.class);
        parts.forEach((part, streams) ->
                memberships.put(part, new Membership(admin, part.group(settings), () -> members(streams))));
        OwnAnswers answers = new OwnAnswers(
                live,
                part -> Objects.requireNonNull(memberships.get(part), "all parts run")
                        .getAsBoolean(),
                settings,
                InstantSource.system());
        serving.set(new Serving(
                parts,
                memberships,
                new Instances(parts, address, answers),
                Map.of(
                        Subject.ACCOUNT,
                        partitions.applyAsInt(Topics.ACCOUNT_MESSAGES),
                        Subject.NUMBER,
                        partitions.applyAsInt(Topics.NUMBER_MESSAGES))));
        memberships.values().forEach(Membership::start);
    }

    /** Client ids of the application's threads in its group. */
    private static Set<String> members(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .filter(thread -> !thread.threadState().equals(DEAD))
                .map(ThreadMetadata::consumerClientId)
                .collect(Collectors.toSet());
    }

    private void addTo(RoutesConfig routes) {
        routes.get("/v1/check", this::check);
        routes.get("/v1/check/{prefix}", this::page);
        routes.get("/v1/reports/{id}", this::report);
        for (Subject subject : Subject.values()) {
            routes.get("/own/" + subject.path(), context -> own(context, subject));
        }
        routes.get(
                "/own/hashes/{prefix}",
                context -> HttpServer.json(context, instances().ownBeginningWith(prefix(context))));
        routes.get("/health/live", this::live);
        routes.get("/health/ready", this::ready);
    }

    private void check(Context context) {
        @Nullable String account = context.queryParam("account");
        @Nullable String phone = context.queryParam("phone");
        if ((account == null) == (phone == null)) {
            throw bad("Expected one of account=BANK:NUMBER and phone=NUMBER.");
        }
        CompletableFuture<ObjectNode> answer = account == null
                ? instances().about(Subject.NUMBER, number(String.valueOf(phone)))
                : instances().about(Subject.ACCOUNT, account(account));
        context.future(() -> answer.thenAccept(
                known -> HttpServer.json(context, told(known.path("victims").asInt()))));
    }

    private static Map<String, Object> told(int victims) {
        return victims == 0 ? Map.of("reported", false) : Map.of("reported", true, "victims_at_least", victims);
    }

    private void page(Context context) {
        String prefix = prefix(context);
        Serving now = now();
        context.future(() -> now.instances()
                .beginningWith(prefix)
                .thenAccept(answers -> context.header("Cache-Control", "no-store")
                        .result(HashPage.of(answers, now.partitions()))
                        .contentType("text/plain")));
    }

    private void report(Context context) {
        String id = context.pathParam("id");
        Instances instances = instances();
        context.future(() -> instances
                .about(Subject.FILE, id)
                .thenCompose(file ->
                        file.isEmpty() ? instances.about(Subject.INTAKE, id) : CompletableFuture.completedFuture(file))
                .thenAccept(receipt -> {
                    if (receipt.isEmpty()) {
                        throw new Refusal(Problem.of(
                                404,
                                "unknown-report",
                                "Report not known",
                                "No report with this id was decided about. One that has just come in, or that waits for its"
                                        + " bank to become known, is after a moment."));
                    }
                    HttpServer.json(context, receipt);
                }));
    }

    private void own(Context context, Subject subject) {
        @Nullable String key = context.queryParam("key");
        if (key == null) {
            throw bad("Expected key=KEY.");
        }
        HttpServer.json(context, instances().ownAbout(subject, key));
    }

    private void live(Context context) {
        @Nullable Serving now = serving.get();
        String state = now == null ? "STARTING" : now.state().name();
        if (now != null && now.state().hasCompletedShutdown()) {
            throw new Refusal(Problem.of(503, "not-live", "Not alive", "The Streams application is " + state + "."));
        }
        HttpServer.json(context, Map.of("status", "up", "streams", state));
    }

    private void ready(Context context) {
        @Nullable Serving now = serving.get();
        String state = now == null ? "STARTING" : now.state().name();
        if (now == null
                || now.state() != KafkaStreams.State.RUNNING
                || !now.parts().keySet().stream().allMatch(now::isMember)) {
            throw new Refusal(Problem.of(503, "not-ready", "Not ready", "The Streams application is " + state + ".")
                    .retryAfter(SOON));
        }
        HttpServer.json(context, Map.of("status", "ready", "streams", state));
    }

    private String account(String typed) {
        int colon = typed.lastIndexOf(':');
        if (colon < 0) {
            throw bad("account: expected BANK:NUMBER, the bank by its BIC or name.");
        }
        ParticipantId bank = banks().find(typed.substring(0, colon))
                .orElseThrow(() -> bad("account: the bank is no participant's BIC or name."));
        try {
            return AccountId.typed(bank, typed.substring(colon + 1)).toString();
        } catch (InvalidIdentifier e) {
            throw bad("account: expected a number of 4 to 34 digits after the bank.");
        }
    }

    private Participants banks() {
        try {
            ReadOnlyKeyValueStore<String, ValueAndTimestamp<Participant>> table = now().alerts()
                    .store(StoreQueryParameters.fromNameAndType(
                            StoreNames.PARTICIPANTS, QueryableStoreTypes.timestampedKeyValueStore()));
            return new Participants(table, Duration.ZERO, new ParticipantChanges()); // for this question only
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw NotHere.because("The participants are not read yet.");
        } catch (StreamsException e) {
            throw NotHere.because("The Streams application is not running.");
        }
    }

    private String number(String typed) {
        // In a query a plus sign that is not escaped is a space.
        String escaped = typed.startsWith(" ") ? "+" + typed.strip() : typed;
        return numbers.read(escaped)
                .map(PhoneNumber::e164)
                .orElseThrow(() -> bad("phone: expected a number that can be dialled here."));
    }

    private static String prefix(Context context) {
        try {
            return SubjectHash.prefix(context.pathParam("prefix"));
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()) + ".");
        }
    }

    private Instances instances() {
        return now().instances();
    }

    private Serving now() {
        @Nullable Serving now = serving.get();
        if (now == null) {
            throw NotHere.because("The Streams application is starting.");
        }
        return now;
    }

    private static Refusal bad(String detail) {
        return new Refusal(Problem.of(400, "bad-question", "Question not valid", detail));
    }

    @Override
    public void close() {
        server.close();
        Serving now = serving.get();
        if (now != null) {
            now.memberships().values().forEach(Membership::close);
        }
    }
}
