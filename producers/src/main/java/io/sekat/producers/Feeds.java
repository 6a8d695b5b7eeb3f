package io.sekat.producers;

import io.sekat.config.Settings;
import io.sekat.events.Participant;
import io.sekat.identifiers.ParticipantId;
import io.sekat.producers.feeds.BadHeader;
import io.sekat.producers.feeds.FeedFile;
import io.sekat.producers.feeds.FeedFile.Bad;
import io.sekat.producers.feeds.FeedFile.Good;
import io.sekat.producers.feeds.FeedKind;
import io.sekat.topics.Topic;
import io.sekat.topics.TopicCreation;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Loads feeds from CSV files (design section 5). */
public final class Feeds {
    private Feeds() {}

    /**
     * Loads a file: good rows go to the feed's topic, bad ones to {@code rejected-records}. Topics that are missing are
     * created first, and a participant's own ones before the participant is published.
     *
     * @param kind what the file holds
     * @param input the file
     * @param settings where the brokers and the registry are
     * @param listener is told of progress and of bad rows
     * @return what became of the rows; nothing counts as loaded before the brokers acknowledged it
     * @throws UnusableInput when the file cannot be opened or has not the right columns; nothing is loaded then
     */
    public static LoadSummary load(FeedKind kind, Input input, Settings settings, LoadListener listener) {
        try (FeedFile file = open(kind, input);
                Admin admin = Admin.create(settings.kafkaClient("sekat-load-" + kind.title() + "-topics"))) {
            TopicCreation creation = new TopicCreation(admin, settings);
            creation.createWhereAllowed(Topics.all());
            try (Publisher publisher = Publisher.open(settings, "sekat-load-" + kind.title(), input.name())) {
                return publish(kind, file, input.name(), publisher, creation::create, listener);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(input.name() + ": " + e, e);
        }
    }

    private static FeedFile open(FeedKind kind, Input input) {
        try {
            return FeedFile.open(kind, input.open());
        } catch (BadHeader e) {
            throw new UnusableInput(input.name() + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UnusableInput(input.name() + ": cannot be read (" + e + ")");
        }
    }

    /**
     * Publishes the rows of an open file.
     *
     * @param creation creates topics that are missing
     */
    static LoadSummary publish(
            FeedKind kind,
            FeedFile file,
            String name,
            Publisher publisher,
            Consumer<Collection<? extends Topic<?>>> creation,
            LoadListener listener) {
        Rows rows = new Rows(publisher, listener);
        Set<String> provisioned = new HashSet<>();
        return rows.publish(name, () -> {
            FeedFile.Result row = file.next();
            if (row instanceof Good good) {
                if (good.value() instanceof Participant participant && provisioned.add(good.key())) {
                    provision(participant, creation);
                }
                publisher.load(kind.topic(), good.key(), good.value(), good.line());
            } else if (row instanceof Bad bad) {
                rows.rejected(publisher.reject(
                        kind.topic(), bad.line(), bad.bytes(), bad.subject(), bad.reason(), bad.message()));
            }
            return row != null;
        });
    }

    private static void provision(Participant participant, Consumer<Collection<? extends Topic<?>>> creation) {
        List<Topic<?>> own = Topics.of(new ParticipantId(participant.getParticipantId()), participant.getKind());
        if (!own.isEmpty()) {
            creation.accept(own);
        }
    }
}
