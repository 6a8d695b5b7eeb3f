package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Forwarder.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Does to the system what the schedule says, undoes it, and starts again whatever ended by itself. */
final class Tormentor implements AutoCloseable {
    private static final int THREADS = 16;
    private static final Duration STUCK = Duration.ofMillis(400);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration CONTROLLER_KNOWN_WITHIN = Duration.ofSeconds(5);

    private final Scene scene;
    private final Admin admin;
    private final Consumer<String> tell;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final List<Inflicted> inflicted = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final Map<Integer, String> targets = new TreeMap<>();
    private final Map<Integer, List<Member>> claimed = new TreeMap<>();
    private final Map<Integer, Long> beganAt = new TreeMap<>();
    private final Map<Integer, String> failures = new TreeMap<>();
    private final long start = System.nanoTime();
    private int open;

    /**
     * @param tell is told what is done, as it is done
     */
    Tormentor(Scene scene, Admin admin, Consumer<String> tell) {
        this.scene = scene;
        this.admin = admin;
        this.tell = tell;
        var unused = threads.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
    }

    /** Does all that a schedule says and returns when the last of it is undone. */
    void inflict(List<Fault> faults) throws InterruptedException {
        synchronized (this) {
            open = faults.size();
        }
        faults.forEach(fault -> at(fault.at(), () -> begin(fault)));
        synchronized (this) {
            while (open > 0) {
                wait();
            }
        }
    }

    private void at(Duration when, Runnable what) {
        var unused = threads.schedule(what, when.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
    }

    private void begin(Fault fault) {
        String target =
                fault.target().equals(Fault.CONTROLLER) ? activeController().orElse("") : fault.target();
        List<Member> members = claim(target);
        if (members.isEmpty()) {
            String why = target.isEmpty() ? "no controller was active" : target + " is hurt already";
            tell.accept("%s  left out: %s".formatted(fault.what(), why));
            done(new Inflicted(fault, target, 0, 0, why));
            return;
        }
        synchronized (this) {
            targets.put(fault.number(), target);
            claimed.put(fault.number(), members);
            beganAt.put(fault.number(), System.currentTimeMillis());
        }
        tell.accept(
                "%s for %.1f s".formatted(shown(fault, target), fault.lasts().toMillis() / 1000.0));
        try {
            if (fault.kind() == FaultKind.POWER) {
                cutPower(fault);
            } else {
                members.forEach(member -> hurt(fault, member));
            }
        } catch (RuntimeException e) {
            tell.accept("%s failed: %s".formatted(fault.what(), e));
            synchronized (this) {
                failures.put(fault.number(), "it failed: " + e.getMessage());
            }
        }
        at(fault.until(), () -> end(fault));
    }

    /** Those that a fault is aimed at and no other is at, for this one alone from now on. */
    private List<Member> claim(String target) {
        Stream<Member> aimedAt = switch (target) {
            case "" -> Stream.empty();
            case Fault.EVERYTHING -> scene.members().values().stream().filter(member -> member.starts() > 0);
            default -> Stream.of(scene.member(target));
        };
        return aimedAt.filter(member -> member.hurt().compareAndSet(false, true))
                .toList();
    }

    /** Kills all, those too that another fault is at: that one brings them back when it ends, where it has not yet. */
    private void cutPower(Fault fault) {
        CompletableFuture<?>[] kills = scene.members().values().stream()
                .map(member -> CompletableFuture.runAsync(member::kill, threads))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(kills).join();
        } finally {
            synchronized (this) {
                List<Member> members = new ArrayList<>(claimed.getOrDefault(fault.number(), List.of()));
                members.addAll(claim(Fault.EVERYTHING));
                claimed.put(fault.number(), members);
            }
        }
    }

    private static String shown(Fault fault, String target) {
        return fault.target().equals(Fault.CONTROLLER) ? fault.what() + " (" + target + ")" : fault.what();
    }

    private void hurt(Fault fault, Member target) {
        switch (fault.kind()) {
            case KILL, POWER -> target.kill();
            case FREEZE -> target.freeze(fault.lasts());
            case RESTART -> target.stop();
            case CUT -> scene.network().set(target.name(), fault.other(), fault.passage());
            case SLOW_DISK -> disk(target).stutter(fault.lasts(), STUCK, BETWEEN);
            case FULL_DISK -> disk(target).fill();
            case CLOCK -> set(target, fault.ahead());
        }
    }

    private void end(Fault fault) {
        String name;
        List<Member> members;
        synchronized (this) {
            name = targets.getOrDefault(fault.number(), "");
            members = claimed.getOrDefault(fault.number(), List.of());
        }
        List<CompletableFuture<Boolean>> attempts = members.stream()
                .map(member -> CompletableFuture.supplyAsync(() -> isBroughtBack(fault, member), threads))
                .toList();
        long away = attempts.stream()
                .map(CompletableFuture::join)
                .filter(isBack -> !isBack)
                .count();
        if (away == 0) {
            tell.accept("%s is over".formatted(shown(fault, name)));
        }
        synchronized (this) {
            done(new Inflicted(
                    fault,
                    name,
                    beganAt.getOrDefault(fault.number(), 0L),
                    System.currentTimeMillis(),
                    failures.getOrDefault(fault.number(), "")));
        }
    }

    private boolean isBroughtBack(Fault fault, Member member) {
        try {
            heal(fault, member);
            return true;
        } catch (RuntimeException e) {
            tell.accept("%s could not be undone yet at %s: %s".formatted(fault.what(), member, e));
            return false;
        } finally {
            member.hurt().set(false);
        }
    }

    private void heal(Fault fault, Member target) {
        switch (fault.kind()) {
            case KILL, POWER, RESTART, SLOW_DISK -> {}
            case FREEZE -> target.thaw();
            case CUT -> scene.network().set(target.name(), fault.other(), Passage.OPEN);
            case FULL_DISK -> disk(target).free();
            case CLOCK -> set(target, Duration.ZERO);
        }
        target.start();
    }

    private synchronized void done(Inflicted fault) {
        inflicted.add(fault);
        open--;
        notifyAll();
    }

    private Disk disk(Member member) {
        Disk disk = scene.disks().get(member.name());
        if (disk == null) {
            throw new IllegalStateException(member + " has no disk of its own");
        }
        return disk;
    }

    private void set(Member member, Duration ahead) {
        Clock clock = scene.clocks().get(member.name());
        if (clock == null) {
            throw new IllegalStateException(member + " has no clock of its own");
        }
        try {
            clock.set(ahead);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> activeController() {
        try {
            int leader = admin.describeMetadataQuorum()
                    .quorumInfo()
                    .get(CONTROLLER_KNOWN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .leaderId();
            return Optional.of("broker-" + leader);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Starts what ended although nobody hurt it; a service manager would too. */
    private void keep() {
        for (Member member : scene.members().values()) {
            if (member.starts() > 0 && !member.isAlive() && member.hurt().compareAndSet(false, true)) {
                try {
                    String said = member.name() + " had ended by itself and was started again";
                    synchronized (this) {
                        ends.add(said);
                    }
                    tell.accept(said);
                    member.start();
                } catch (RuntimeException e) {
                    tell.accept(member.name() + " does not start: " + e.getMessage());
                } finally {
                    member.hurt().set(false);
                }
            }
        }
    }

    /** Every fault, in the order of their beginnings. */
    synchronized List<Inflicted> inflicted() {
        return inflicted.stream()
                .sorted(Comparator.comparing((Inflicted each) -> each.fault().number()))
                .toList();
    }

    /** What ended by itself. */
    synchronized List<String> ends() {
        return List.copyOf(ends);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
