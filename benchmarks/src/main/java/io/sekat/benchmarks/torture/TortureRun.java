package io.sekat.benchmarks.torture;

import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.events.FreezeAlert;
import io.sekat.events.Participant;
import io.sekat.identifiers.ParticipantId;
import io.sekat.sandbox.MendedKafka;
import io.sekat.sandbox.tools.Quiet;
import io.sekat.sandbox.tools.SchemaRegistration;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.Part;
import io.sekat.topics.TopicCreation;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** One run: the system is started, hurt under load, left to recover, and checked. */
final class TortureRun {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration RECOVERY = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(4);
    private static final Duration SHORTEST_ACT = Duration.ofSeconds(10);
    private static final Duration LONGEST_ACT = Duration.ofMinutes(2);

    private final Plan plan;
    private final Consumer<String> tell;
    private final Map<FaultKind, String> leftOut = new EnumMap<>(FaultKind.class);
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private String load = "";

    /**
     * @param tell is told what happens, as it happens
     */
    TortureRun(Plan plan, Consumer<String> tell) {
        this.plan = plan;
        this.tell = tell;
    }

    /**
     * Runs it all. When it returns, no process is left.
     *
     * @throws IllegalStateException when there was nothing to check, as the system did not even start
     */
    Outcome run() throws Exception {
        Path folder = Files.createTempDirectory("sekat-torture");
        boolean isOfInterest = true;
        try {
            Outcome outcome = run(folder);
            isOfInterest = !outcome.holds();
            return outcome;
        } catch (SettingsException e) {
            isOfInterest = false; // nothing was started
            throw e;
        } finally {
            if (plan.keep() || isOfInterest) {
                tell.accept("logs are in " + folder);
            } else {
                Utils.delete(folder.toFile());
            }
        }
    }

    private Outcome run(Path folder) throws Exception {
        load = load();
        Set<FaultKind> kinds = possible(folder);
        Scene scene = new Scene(folder, kinds, plan);
        closing.push(scene);
        Outcome outcome;
        try {
            outcome = run(scene, kinds);
        } finally {
            close();
        }
        Verdict gone = new Verdict("no process is left");
        outcome.verdicts().add(gone);
        gone.expect(scene.alive().isEmpty(), "still there: %s", scene.alive());
        return outcome;
    }

    private void close() {
        // Ctrl-C interrupts us; nothing is to be left behind all the same.
        boolean interrupted = Thread.interrupted();
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                tell.accept("could not be closed: " + e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <C extends AutoCloseable> C closed(C service) {
        closing.push(service);
        return service;
    }

    private static String load() {
        double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return average < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", average);
    }

    /** What is wanted and possible; what is wanted but not possible is said. */
    private Set<FaultKind> possible(Path folder) throws IOException {
        Map<FaultKind, String> obstacles = new EnumMap<>(FaultKind.class);
        String disk = plan.kinds().contains(FaultKind.SLOW_DISK) || plan.kinds().contains(FaultKind.FULL_DISK)
                ? Disk.obstacle(folder, plan.diskMegabytes())
                : "";
        obstacles.put(FaultKind.SLOW_DISK, disk);
        obstacles.put(FaultKind.FULL_DISK, disk);
        obstacles.put(FaultKind.CLOCK, Clock.obstacle());
        obstacles.put(
                FaultKind.CUT,
                Network.isPossible()
                        ? ""
                        : "only one loopback address can be listened on, so links are not told apart");
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        plan.kinds().forEach(kind -> {
            String obstacle = obstacles.getOrDefault(kind, "");
            if (obstacle.isEmpty()) {
                kinds.add(kind);
            } else {
                leftOut.put(kind, obstacle);
                tell.accept("left out: " + kind + ": " + obstacle);
            }
        });
        if (kinds.isEmpty()) {
            throw new SettingsException("nothing of --faults can be done here (" + leftOut + "): name others");
        }
        return kinds;
    }

    private Outcome run(Scene scene, Set<FaultKind> kinds) throws Exception {
        Settings settings = scene.settings();
        tell.accept("starting three brokers and the registry");
        scene.startServers();
        Admin admin = Admin.create(settings.kafkaClient("torture"));
        closing.push(() -> admin.close(Duration.ZERO)); // no broker need answer any more
        provision(admin, settings);
        tell.accept("starting " + plan.instances() + " instances and the agents");
        Receiver receiver = closed(new Receiver(plan.seed()));
        for (String bank : Cast.ANSWERING_BANKS) {
            scene.addAgent(bank, true, receiver.url());
        }
        scene.addAgent(Cast.ANSWERING_OPERATOR, false, receiver.url());
        scene.addPolice();
        scene.members().values().forEach(Member::start);

        Sender sender = closed(new Sender(settings));
        Serializer<SpecificRecord> serializer = closed(AvroSerdes.of(settings).serializer());
        sender.send(participants(serializer));
        Workload workload = Workload.draw(plan.seed(), plan.rings(), plan.lasts(), serializer);
        if (!quiet(admin, settings, START)) {
            throw new IllegalStateException("the system did not start within " + START.toMinutes()
                    + " minutes; run again with --keep and look at the logs");
        }
        List<Fault> faults = Schedule.draw(plan.seed(), plan.lasts(), plan.pause(), scene.roles(), kinds);
        tell.accept("%d inputs and %d faults within %d s"
                .formatted(workload.inputs().size(), faults.size(), plan.lasts().toSeconds()));
        Watch watch = closed(new Watch(settings));
        long faultsFrom = System.nanoTime();
        Tormentor tormentor = closed(new Tormentor(
                scene,
                admin,
                line -> tell.accept(
                        String.format(Locale.ROOT, "%7.1f s  %s", (System.nanoTime() - faultsFrom) / 1e9, line))));
        torment(sender, List.copyOf(workload.inputs()), tormentor, faults);

        tell.accept("all faults are over and all inputs are sent: waiting until all is processed");
        Verdict recovered = new Verdict("everything is processed within " + RECOVERY.toMinutes() + " minutes");
        settle(admin, settings, receiver, recovered);

        try (Repayments repayments = new Repayments(receiver, sender, workload)) {
            repayments.begin();
            secondAct(settings, workload, sender, tormentor, () -> draw(scene, kinds, faults.size(), faultsFrom));
            settle(admin, settings, receiver, recovered);
        }
        Verdict webhooks = settle(admin, settings, receiver, recovered);
        tell.accept("checking");
        Evidence evidence = Evidence.read(settings);
        List<Verdict> verdicts = new ArrayList<>(List.of(recovered));
        verdicts.addAll(Checker.check(workload, evidence));
        Responses responses = Responses.read(settings, workload, evidence);
        verdicts.add(AccusationCheck.check(evidence, responses, tormentor.inflicted()));
        verdicts.add(webhooks);
        verdicts.add(police(settings, evidence, responses));
        return new Outcome(
                conditions(workload, receiver),
                leftOut,
                tormentor.inflicted(),
                tormentor.ends(),
                watch.alerts(settings),
                watch.files(sender.appendedAt()),
                verdicts);
    }

    /** Waits until nothing is under way: what is behind, deadlines, holds, webhooks, and what follows from their answers. */
    private static Verdict settle(Admin admin, Settings settings, Receiver receiver, Verdict recovered)
            throws InterruptedException {
        recovered.expect(quiet(admin, settings, RECOVERY), "the Streams application is behind still");
        awaitDeadlines(settings);
        awaitEndsOfHolds(settings);
        recovered.expect(quiet(admin, settings, RECOVERY), "the Streams application is behind still");
        Verdict webhooks = webhooks(settings, receiver);
        TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
        recovered.expect(quiet(admin, settings, RECOVERY), "the Streams application is behind still");
        TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
        return webhooks;
    }

    /** The faults of the second act, which begins now. */
    private List<Fault> draw(Scene scene, Set<FaultKind> kinds, int before, long faultsFrom) {
        Duration now = Duration.ofNanos(System.nanoTime() - faultsFrom);
        return Schedule.draw(plan.seed() + 1, secondAct(), plan.pause(), scene.roles(), kinds).stream()
                .map(fault -> fault.later(before, now))
                .toList();
    }

    private Duration secondAct() {
        Duration quarter = plan.lasts().dividedBy(4);
        return quarter.compareTo(SHORTEST_ACT) < 0
                ? SHORTEST_ACT
                : quarter.compareTo(LONGEST_ACT) > 0 ? LONGEST_ACT : quarter;
    }

    /** Sends what depends on all that came before: orders to release and to give back, and new ground for what is released. */
    private void secondAct(
            Settings settings, Workload workload, Sender sender, Tormentor tormentor, Supplier<List<Fault>> schedule)
            throws InterruptedException, ExecutionException {
        Answer answer = new Answer(workload, Checker.withdrawn(workload, Evidence.read(settings)));
        List<Input> inputs = new ArrayList<>(workload.secondAct(secondAct()));
        inputs.addAll(Repayments.order(workload, answer, secondAct(), new Random(plan.seed())));
        inputs.sort(Comparator.comparing(Input::at));
        List<Fault> faults = schedule.get();
        tell.accept("second act: %d inputs, %d of them orders to give money back, and %d faults within %d s"
                .formatted(
                        inputs.size(),
                        workload.returned().size(),
                        faults.size(),
                        secondAct().toSeconds()));
        torment(sender, inputs, tormentor, faults);
        tell.accept("all faults of the second act are over: waiting until all is processed");
    }

    private static void provision(Admin admin, Settings settings) throws InterruptedException {
        // A broker answers before the others have joined: topics of three replicas need all three.
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                TopicCreation creation = new TopicCreation(admin, settings);
                creation.create(Topics.all());
                for (Participant participant : Cast.participants()) {
                    creation.create(
                            Topics.of(new ParticipantId(participant.getParticipantId()), participant.getKind()));
                }
                break;
            } catch (KafkaException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            }
        }
        new SchemaRegistration(settings).registerAll();
    }

    private static List<Input> participants(Serializer<SpecificRecord> serializer) {
        return Cast.participants().stream()
                .map(participant -> new Input(
                        Duration.ZERO,
                        Topics.PARTICIPANTS.name(),
                        participant.getParticipantId().getBytes(StandardCharsets.UTF_8),
                        serializer.serialize(Topics.PARTICIPANTS.name(), participant),
                        Input.Fate.TAKEN,
                        Set.of()))
                .toList();
    }

    private static void torment(Sender sender, List<Input> inputs, Tormentor tormentor, List<Fault> faults)
            throws InterruptedException, ExecutionException {
        var thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> sending = thread.submit(() -> {
                sender.send(inputs);
                return null;
            });
            tormentor.inflict(faults);
            sending.get();
        } finally {
            thread.shutdownNow();
        }
    }

    private static boolean quiet(Admin admin, Settings settings, Duration atMost) throws InterruptedException {
        Instant deadline = Instant.now().plus(atMost);
        while (Instant.now().isBefore(deadline)) {
            try {
                if (Quiet.await(admin, Part.groups(settings), Duration.between(Instant.now(), deadline), lag -> {})) {
                    return true;
                }
            } catch (KafkaException e) {
                // The brokers are not all there yet.
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            }
        }
        return false;
    }

    private static void awaitDeadlines(Settings settings) throws InterruptedException {
        Instant last = DeadlineCheck.lastNotice(Evidence.read(settings)).plus(SETTLING);
        while (Instant.now().isBefore(last)) {
            TimeUnit.MILLISECONDS.sleep(
                    Math.max(1, Duration.between(Instant.now(), last).toMillis()));
        }
    }

    /** Until no hold is left that ends soon; the checker sees those that did not end. */
    private static void awaitEndsOfHolds(Settings settings) throws InterruptedException {
        Instant deadline = Instant.now().plus(START);
        while (Instant.now().isBefore(deadline)) {
            Map<String, FreezeAlert> newest = new TreeMap<>();
            Evidence.alerts(settings)
                    .values()
                    .forEach(all -> all.forEach(alert -> newest.put(Checker.subject(alert), alert)));
            boolean isAny = newest.values().stream()
                    .map(FreezeAlert::getHoldUntil)
                    .anyMatch(until -> until != null && until.isBefore(deadline));
            if (!isAny) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
    }

    /** The agents may be behind for a while: what counts is where they get to. */
    private static Verdict webhooks(Settings settings, Receiver receiver) throws InterruptedException {
        Map<String, Long> expected = WebhookCheck.expected(Evidence.read(settings));
        Instant deadline = Instant.now().plus(START);
        Optional<WebhookCheck.Posted> all = receiver.ifAnswered(expected);
        while (all.isEmpty() && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            all = receiver.ifAnswered(expected);
        }
        WebhookCheck.Posted posted = all.orElseGet(receiver::posted);
        // Read again, after that: what was posted meanwhile is on the topics.
        return WebhookCheck.check(expected, Evidence.read(settings), posted);
    }

    /** The police's agent may be behind for a while: what counts is where it gets to. */
    private static Verdict police(Settings settings, Evidence evidence, Responses responses)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(START);
        Verdict verdict = PoliceCheck.check(settings, evidence, responses);
        while (!verdict.holds() && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            verdict = PoliceCheck.check(settings, evidence, responses);
        }
        return verdict;
    }

    private Map<String, String> conditions(Workload workload, Receiver receiver) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("seed", String.valueOf(plan.seed()));
        conditions.put("commit", System.getProperty("sekat.commit", "unknown"));
        conditions.put("faults within", plan.lasts().toSeconds() + " s");
        conditions.put(
                "machine", Runtime.getRuntime().availableProcessors() + " cores, everything on it, one process each");
        conditions.put(
                "system",
                "3 brokers that are controllers too, replication 3, 1 registry, " + plan.instances()
                        + " instances, 3 agents with webhooks, the police's agent with its database");
        conditions.put("load before", load);
        conditions.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        conditions.put("Kafka", MendedKafka.version() + ", exactly_once_v2");
        conditions.put(
                "workload",
                ("%d inputs: %d reports, %d transfers that stand, %d accounts and %d numbers in the directories,"
                                + " %d orders to release, %d to give back; holds last %d s")
                        .formatted(
                                workload.inputs().size(),
                                workload.reports().size(),
                                workload.transfers().size(),
                                workload.accounts().size(),
                                workload.phones().size(),
                                workload.released().size() + workload.reopened().size(),
                                workload.returned().size(),
                                Cast.HOLD_FOR.toSeconds()));
        conditions.put("webhooks", receiver.posts() + " alerts posted, " + receiver.again() + " of them again");
        return conditions;
    }
}
