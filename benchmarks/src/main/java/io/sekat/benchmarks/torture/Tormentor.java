package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Forwarder.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
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
        List<Member> aimedAt = aimedAt(target);
        List<Member> claimed = new ArrayList<>(claim(aimedAt));
        if (claimed.isEmpty()) {
            String why = target.isEmpty() ? "no controller was active" : target + " is hurt already";
            tell.accept("%s  left out: %s".formatted(fault.what(), why));
            done(new Inflicted(fault, target, 0, 0, why));
            return;
        }
        long beganAt = System.currentTimeMillis();
        tell.accept(
                "%s for %.1f s".formatted(shown(fault, target), fault.lasts().toMillis() / 1000.0));
        String failure = strike(fault, aimedAt);
        claimed.addAll(claim(aimedAt)); // another fault that was at them may have ended since
        at(fault.until(), () -> {
            if (areBroughtBack(fault, claimed)) {
                tell.accept("%s is over".formatted(shown(fault, target)));
            }
            done(new Inflicted(fault, target, beganAt, System.currentTimeMillis(), failure));
        });
    }

    private List<Member> aimedAt(String target) {
        return switch (target) {
            case "" -> List.of();
            case Fault.EVERYTHING ->
                scene.members().values().stream()
                        .filter(member -> member.starts() > 0)
                        .toList();
            default -> List.of(scene.member(target));
        };
    }

    /** Those that no other fault is at, for this one alone from now on. */
    private static List<Member> claim(List<Member> aimedAt) {
        return aimedAt.stream()
                .filter(member -> member.hurt().compareAndSet(false, true))
                .toList();
    }

    /**
     * Hurts all at one moment, those too that another fault is at: that one brings them back when it ends.
     *
     * @return why it failed; empty: it did not
     */
    private String strike(Fault fault, List<Member> aimedAt) {
        try {
            CompletableFuture.allOf(aimedAt.stream()
                            .map(member -> CompletableFuture.runAsync(() -> hurt(fault, member), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
            return "";
        } catch (CompletionException e) {
            tell.accept("%s failed: %s".formatted(fault.what(), e.getCause()));
            return "it failed: " + e.getCause();
        }
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

    private boolean areBroughtBack(Fault fault, List<Member> members) {
        List<CompletableFuture<Boolean>> attempts = members.stream()
                .map(member -> CompletableFuture.supplyAsync(() -> isBroughtBack(fault, member), threads))
                .toList();
        return attempts.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
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

    private static String shown(Fault fault, String target) {
        return fault.target().equals(Fault.CONTROLLER) ? fault.what() + " (" + target + ")" : fault.what();
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
