package io.sekat.sandbox.simulation;

import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.Outcome;
import io.sekat.consumers.alerts.SteadyClock;
import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import io.sekat.events.ReturnRequest;
import io.sekat.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * A bank or an operator that answers as its temperament has it, after a while or never. The mood that an alert meets is
 * a function of seed and alert, so the same run answers the same, and who is silent stays so. What asks for no answer
 * gets none: WATCH, and a return request that is taken back.
 */
public final class SimulatedParticipant implements AlertHandler<SpecificRecord> {
    private static final String REFUSAL = "the account's holder has shown where the money comes from (simulated)";
    private static final String OPERATORS_REFUSAL = "the number belongs to an emergency service (simulated)";
    private static final int PERCENT = 100;

    private final long seed;
    private final Temperament temperament;
    private final PaymentNetwork network;
    private final Consumer<SpecificRecord> arrival;
    private final InstantSource clock;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** An alert that is being worked on. */
    private record Waiting(long revision, Instant until) {}

    /**
     * A participant.
     *
     * @param seed another one gives other answers
     * @param network by which it gives money back
     * @param arrival is told of each alert and revision once, when it comes
     */
    public SimulatedParticipant(
            long seed, Temperament temperament, PaymentNetwork network, Consumer<SpecificRecord> arrival) {
        this(seed, temperament, network, arrival, SteadyClock.start());
    }

    SimulatedParticipant(
            long seed,
            Temperament temperament,
            PaymentNetwork network,
            Consumer<SpecificRecord> arrival,
            InstantSource clock) {
        this.seed = seed;
        this.temperament = temperament;
        this.network = network;
        this.arrival = arrival;
        this.clock = clock;
    }

    @Override
    public Answer handle(SpecificRecord alert) throws Exception {
        if (alert instanceof FreezeAlert freeze) {
            boolean isAsked = freeze.getAction() != AccountAction.WATCH;
            return after(alert, freeze.getAlertId(), freeze.getRevision(), isAsked, mood -> answer(freeze, mood));
        } else if (alert instanceof ReturnRequest request) {
            boolean isAsked = !request.getWithdrawn();
            return after(alert, request.getRequestId(), request.getRevision(), isAsked, mood -> answer(request, mood));
        } else if (alert instanceof BlockRequest block) {
            boolean isAsked = block.getAction() != NumberAction.WATCH;
            return after(alert, block.getAlertId(), block.getRevision(), isAsked, mood -> answer(block, mood));
        }
        throw new IllegalArgumentException("no simulated participant knows what to do with " + alert);
    }

    /** What is answered in a mood. */
    private interface Reaction {
        Answer in(Mood mood) throws Exception;
    }

    private Answer after(SpecificRecord alert, String alertId, long revision, boolean isAsked, Reaction reaction)
            throws Exception {
        RandomGenerator random = random(alertId);
        Mood mood = temperament.mood(random);
        Waiting before = waiting.get(alertId);
        Instant now = clock.instant();
        if (before == null || before.revision() != revision) {
            arrival.accept(alert);
            if (!isAsked || mood == Mood.SILENT) {
                waiting.remove(alertId);
                return Answer.none();
            }
            Duration delay = temperament.delay(random);
            before = new Waiting(revision, now.plus(delay));
            waiting.put(alertId, before);
        }
        if (now.isBefore(before.until())) {
            return Answer.later(Duration.between(now, before.until()));
        }
        Answer answer = reaction.in(mood);
        waiting.remove(alertId);
        return answer;
    }

    private Answer answer(FreezeAlert alert, Mood mood) {
        if (alert.getAction() == AccountAction.RELEASE) {
            return Answer.of(Outcome.RELEASED);
        }
        return switch (mood) {
            case PARTLY -> partly(alert);
            case NOTHING_LEFT -> Answer.of(Outcome.NO_FUNDS);
            case REFUSES -> Answer.refused(REFUSAL);
            default -> Answer.held();
        };
    }

    /** From a tenth to nine tenths of each sum. */
    private Answer partly(FreezeAlert alert) {
        int percent = random(alert.getAlertId() + "|part").nextInt(10, 91);
        List<Money> found = alert.getHold().stream()
                .map(sum -> new Money(sum.getCurrency(), part(sum, percent)))
                .toList();
        return found.isEmpty() ? Answer.held() : Answer.partlyHeld(found);
    }

    private static long part(Amount sum, int percent) {
        return Math.multiplyExact(sum.getMinor(), percent) / PERCENT;
    }

    /** What it said that it holds, it has. */
    private Answer answer(ReturnRequest request, Mood mood) throws Exception {
        return mood == Mood.REFUSES ? Answer.refused(REFUSAL) : Answer.returned(network.giveBack(request));
    }

    private static Answer answer(BlockRequest request, Mood mood) {
        if (request.getAction() == NumberAction.WITHDRAW) {
            return Answer.of(Outcome.UNBLOCKED);
        }
        return mood == Mood.REFUSES ? Answer.refused(OPERATORS_REFUSAL) : Answer.of(Outcome.BLOCKED);
    }

    private RandomGenerator random(String alertId) {
        return RandomGeneratorFactory.of("SplittableRandom").create(31 * seed + alertId.hashCode());
    }
}
