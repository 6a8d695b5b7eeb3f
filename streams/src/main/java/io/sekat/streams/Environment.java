package io.sekat.streams;

import io.sekat.config.Settings;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.core.Rules;
import io.sekat.topics.Topic;
import java.util.function.Consumer;

/**
 * What the sub-topologies are built with.
 *
 * @param settings thresholds, deadlines, region
 * @param rules the rules' part of them
 * @param serdes how events are written and read
 * @param existing makes sure that a recipient's topic exists before something is sent to it
 * @param live takes the stores that questions are answered from
 * @param answers says up to when the answers of participants are read
 * @param changes of the table of participants
 */
public record Environment(
        Settings settings,
        Rules rules,
        AvroSerdes serdes,
        Consumer<Topic<?>> existing,
        LiveStores live,
        AnswersRead answers,
        ParticipantChanges changes) {
    public static Environment of(
            Settings settings, AvroSerdes serdes, Consumer<Topic<?>> existing, AnswersRead answers) {
        return new Environment(
                settings, Rules.of(settings), serdes, existing, new LiveStores(), answers, new ParticipantChanges());
    }
}
