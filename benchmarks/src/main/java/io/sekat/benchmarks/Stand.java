package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Feed;
import io.sekat.benchmarks.load.Incident;
import io.sekat.benchmarks.load.Sightings;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.identifiers.AccountId;
import io.sekat.sandbox.ChildJvm;
import io.sekat.sandbox.Sandbox;
import io.sekat.topics.TopicCreation;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.utils.Utils;

/** A broker and a registry of their own, with all that the load needs, and the system that is measured on them. */
final class Stand implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration FLOOR_PATIENCE = Duration.ofMinutes(30);

    private final Opened opened;
    private final Path folder;
    private final Sandbox sandbox;
    private final Engine engine;
    private final List<String> jvmOptions;
    private final Admin admin;
    private final Feed feed;
    private final Feed bulk;
    private final Sightings sightings;
    private final Map<String, ChildJvm> instances = new LinkedHashMap<>();
    private int made;
    private int floors;

    private Stand(Opened opened, Path folder, Sandbox sandbox, Engine engine, List<String> jvmOptions) {
        this.opened = opened;
        this.folder = folder;
        this.sandbox = sandbox;
        this.engine = engine;
        this.jvmOptions = jvmOptions;
        this.admin = opened.add(Admin.create(sandbox.settings().kafkaClient("sekat-bench")));
        opened.add(() -> List.copyOf(instances.keySet()).forEach(this::stop));
        new TopicCreation(admin, sandbox.settings()).create(Feed.participantTopics());
        this.feed = opened.add(Feed.atOnce(sandbox.settings()));
        this.bulk = opened.add(Feed.inBulk(sandbox.settings()));
        this.sightings = opened.add(new Sightings(sandbox.settings()));
    }

    /**
     * Starts the servers and makes the participants known; the system itself is not started yet.
     *
     * @param jvmOptions of each instance of the system
     */
    static Stand open(Settings base, Engine engine, List<String> jvmOptions) throws IOException {
        Opened opened = new Opened();
        try {
            Path folder = Files.createTempDirectory("sekat-bench");
            opened.add(() -> Utils.delete(folder.toFile()));
            Sandbox sandbox = opened.add(Sandbox.start(folder, base, Sandbox.Listening.ANYWHERE, line -> {}));
            Stand stand = new Stand(opened, folder, sandbox, engine, jvmOptions);
            stand.feed.participants();
            stand.feed.flush();
            return stand;
        } catch (IOException | RuntimeException e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    Settings settings() {
        return sandbox.settings();
    }

    Engine engine() {
        return engine;
    }

    /** Sends at once. */
    Feed feed() {
        return feed;
    }

    /** Sends in large batches, as feeds of much do. */
    Feed bulk() {
        return bulk;
    }

    Sightings sightings() {
        return sightings;
    }

    /**
     * Further reports that share nothing with those before, with all that is before them sent.
     *
     * @param perSecond how many of them are to be sent in a second
     */
    List<Incident> incidents(int count, int hops, int perSecond) {
        List<Incident> incidents = Incident.of(made, count, hops, perSecond);
        made += count;
        incidents.forEach(bulk::before);
        bulk.flush();
        return incidents;
    }

    /** Further reports, each of a payment that was split among so many accounts, with all that is before them sent. */
    List<Incident> trees(int count, int accounts) {
        List<Incident> incidents = IntStream.range(made, made + count)
                .mapToObj(number -> Incident.tree(number, accounts))
                .toList();
        made += count;
        incidents.forEach(bulk::before);
        bulk.flush();
        return incidents;
    }

    /** A report of a payment into an account that makes so many payments, with all that is before it sent. */
    Incident wallet(int payments) {
        Incident incident = Incident.wallet(made++, payments);
        bulk.before(incident);
        bulk.flush();
        return incident;
    }

    /** Further reports about accounts that lie in the same partition as that one, with all that is before them sent. */
    List<Incident> beside(AccountId account, int count) {
        int partitions = settings().get(SettingCatalogue.PARTITIONS);
        int partition = partition(account, partitions);
        List<Incident> incidents = Incident.ofAccounts(made, count, other -> partition(other, partitions) == partition);
        incidents.forEach(incident -> made = incident.serial() + 1);
        incidents.forEach(bulk::before);
        bulk.flush();
        return incidents;
    }

    private static int partition(AccountId account, int partitions) {
        return BuiltInPartitioner.partitionForKey(account.toString().getBytes(StandardCharsets.UTF_8), partitions);
    }

    /** Starts an instance, or starts it again on its state, and returns without waiting. */
    ChildJvm start(String name, Settings settings) {
        ChildJvm instance = engine.launch(name, folderOf(name), settings, jvmOptions);
        instances.put(name, instance);
        return instance;
    }

    /** Starts an instance with the stand's settings and waits until all work is with those that run. */
    void start(String name) throws InterruptedException, ExecutionException {
        Set<String> before = members();
        boolean isFirst = instances.isEmpty();
        start(name, settings());
        if (engine.joinsItsGroup()) {
            awaitShared(before, isFirst);
        }
    }

    /** The folder of an instance, with its state and its log. */
    Path folderOf(String name) {
        return folder.resolve(name);
    }

    /** Ends an instance in order. */
    void stop(String name) {
        ChildJvm instance = instances.remove(name);
        if (instance != null) {
            instance.close();
        }
    }

    /** Ends an instance as a crash does. */
    void kill(String name) {
        ChildJvm instance = instances.remove(name);
        if (instance != null) {
            instance.kill();
        }
    }

    /** Who the group consists of. */
    Set<String> members() throws InterruptedException, ExecutionException {
        return group().map(group -> group.members().stream()
                        .map(MemberDescription::consumerId)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private Optional<ConsumerGroupDescription> group() throws InterruptedException, ExecutionException {
        String name = engine.group(settings());
        try {
            return Optional.of(admin.describeConsumerGroups(List.of(name)).all().get().values().stream()
                    .findFirst()
                    .orElseThrow());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Waits until the group has new members, and has shared the work among all.
     *
     * @param before its members until now
     * @param isFirst whether these are gone: they are what an earlier instance left behind
     */
    private void awaitShared(Set<String> before, boolean isFirst) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < deadline) {
            checkAlive();
            var group = group();
            boolean isStable = group.isPresent()
                    && group.get().groupState() == GroupState.STABLE
                    && group.get().members().stream().anyMatch(member -> !before.contains(member.consumerId()))
                    && (!isFirst
                            || group.get().members().stream()
                                    .noneMatch(member -> before.contains(member.consumerId())));
            if (isStable) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        throw new IllegalStateException(engine.name() + " did not start working within three minutes. " + tails());
    }

    /**
     * Waits until all that was sent, and all that came of it, is done.
     *
     * @throws IllegalStateException when it was not in time
     */
    void awaitCaughtUp(Duration atMost) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + atMost.toNanos();
        int quiet = 0;
        while (quiet < 2) {
            checkAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(engine.name() + " did not catch up within " + atMost.toMinutes()
                        + " minutes: " + lag() + " records are left. " + tails());
            }
            quiet = lag() == 0 ? quiet + 1 : 0;
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
    }

    /**
     * Measures the bare broker, once nothing else is done on it.
     *
     * @param perSecond how many records a second
     * @param besides for how many seconds that is measured which this is beside
     */
    Latency floor(int perSecond, int besides) throws InterruptedException, ExecutionException {
        awaitCaughtUp(FLOOR_PATIENCE);
        floors++;
        return Floor.measure(settings(), "bench-floor-" + floors, perSecond, besides);
    }

    private void checkAlive() {
        instances.forEach((name, instance) -> {
            if (!instance.isAlive()) {
                throw new IllegalStateException(
                        engine.name() + " (" + name + ") has ended by itself. " + instance.describeTail());
            }
        });
    }

    private String tails() {
        return instances.values().stream().map(ChildJvm::describeTail).collect(Collectors.joining(" "));
    }

    /** How many records are not done yet, of the inputs and of what the system tells itself. */
    long lag() throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> done = done();
        Set<TopicPartition> partitions = new HashSet<>(done.keySet());
        partitions.addAll(inputs());
        Map<TopicPartition, Long> ends = ends(partitions);
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - done.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /**
     * How far the groups are in each topic: how many records they have done, and on topics that a transaction writes to
     * also how many markers of its ends they passed.
     */
    Map<String, Long> doneByTopic() throws InterruptedException, ExecutionException {
        Map<String, Long> byTopic = new HashMap<>();
        done().forEach((partition, offset) -> byTopic.merge(partition.topic(), offset, Long::sum));
        return byTopic;
    }

    private Map<TopicPartition, Long> done() throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> done = new HashMap<>();
        for (String group : engine.groups(settings())) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            committed.forEach((partition, offset) -> done.put(partition, offset == null ? 0 : offset.offset()));
        }
        return done;
    }

    private Collection<TopicPartition> inputs() throws InterruptedException, ExecutionException {
        List<String> topics = List.of(
                Topics.SCAM_REPORTS.name(),
                Topics.BANK_ACCOUNTS.name(),
                Topics.PHONE_NUMBERS.name(),
                Topics.FUND_TRANSFERS.name());
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** What has been used so far; the load itself is in this process. */
    Reading read() throws InterruptedException, ExecutionException {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        processes.put("broker", sandbox.broker());
        processes.put("load", ProcessHandle.current());
        instances.forEach((name, instance) -> processes.put(name, instance.handle()));
        List<Path> states = instances.keySet().stream()
                .map(name -> folderOf(name).resolve("state"))
                .toList();
        return Reading.of(admin, processes, states);
    }

    /** Ends everything and deletes the folder. */
    @Override
    public void close() {
        opened.close();
    }
}
