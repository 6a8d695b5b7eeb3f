package io.sekat.sandbox.simulation;

import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.events.Participant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGeneratorFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every bank and operator, each with a temperament of its own.
 *
 * @param seed another one gives other temperaments and answers
 * @param network by which banks give money back
 * @param arrival is told of each alert and revision once, when it comes; by many threads
 */
public record SimulatedParticipants(long seed, PaymentNetwork network, Consumer<SpecificRecord> arrival)
        implements Function<Participant, AlertHandler<SpecificRecord>> {
    @Override
    public AlertHandler<SpecificRecord> apply(Participant participant) {
        long own = 31 * seed + participant.getParticipantId().hashCode();
        Temperament temperament =
                Temperament.any(RandomGeneratorFactory.of("SplittableRandom").create(own));
        return new SimulatedParticipant(own, temperament, network, arrival);
    }
}
