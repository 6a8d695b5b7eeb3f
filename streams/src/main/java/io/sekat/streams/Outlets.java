package io.sekat.streams;

import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReturnRequest;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.core.Effect;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The sinks of one sub-topology: each kind of event leaves by the sink of its topic. */
public final class Outlets {
    private static final String FREEZE_ALERTS = Topics.FREEZE_ALERTS.prefix();
    private static final String BLOCK_REQUESTS = Topics.BLOCK_REQUESTS.prefix();
    private static final String RETURN_REQUESTS = Topics.RETURN_REQUESTS.prefix();

    private final String subTopology;

    /**
     * @param subTopology name of the sub-topology, with which the names of its sinks begin
     */
    public Outlets(String subTopology) {
        this.subTopology = subTopology;
    }

    /** Adds the sinks of topics, below the processors named. */
    public void add(Topology topology, Environment environment, List<Topic<?>> topics, List<String> parents) {
        topics.forEach(topic -> topology.addSink(
                sink(topic.name()),
                topic.name(),
                new StringSerializer(),
                environment.serdes().<SpecificRecord>serializer(),
                parents.toArray(String[]::new)));
    }

    /** Adds the sink of the banks' topics, below the processors named. */
    public void addFreezeAlerts(Topology topology, Environment environment, List<String> parents) {
        Function<FreezeAlert, Topic<?>> topicOf = alert -> Topics.FREEZE_ALERTS.of(new ParticipantId(alert.getBank()));
        addByRecipient(topology, environment, FREEZE_ALERTS, topicOf, parents);
    }

    /** Adds the sink of the banks' topics of requests to give money back, below the processors named. */
    public void addReturnRequests(Topology topology, Environment environment, List<String> parents) {
        Function<ReturnRequest, Topic<?>> topicOf =
                request -> Topics.RETURN_REQUESTS.of(new ParticipantId(request.getBank()));
        addByRecipient(topology, environment, RETURN_REQUESTS, topicOf, parents);
    }

    /** Adds the sink of the operators' topics, below the processors named. */
    public void addBlockRequests(Topology topology, Environment environment, List<String> parents) {
        Function<BlockRequest, Topic<?>> topicOf =
                request -> Topics.BLOCK_REQUESTS.of(new ParticipantId(request.getOperator()));
        addByRecipient(topology, environment, BLOCK_REQUESTS, topicOf, parents);
    }

    private <V extends SpecificRecord> void addByRecipient(
            Topology topology,
            Environment environment,
            String family,
            Function<V, Topic<?>> topicOf,
            List<String> parents) {
        topology.<String, V>addSink(
                sink(family),
                (key, event, context) -> {
                    Topic<?> topic = topicOf.apply(event);
                    environment.existing().accept(topic);
                    return topic.name();
                },
                new StringSerializer(),
                environment.serdes().<V>serializer(),
                parents.toArray(String[]::new));
    }

    /** Carries out what was decided. */
    public void forward(ProcessorContext<String, SpecificRecord> context, List<Effect> effects) {
        effects.forEach(effect -> forward(context, topicOf(effect), effect.key(), effect.event()));
    }

    /** Sends an event out by the sink of a topic. */
    public void forward(
            ProcessorContext<String, SpecificRecord> context, Topic<?> topic, String key, SpecificRecord event) {
        forward(context, topic.name(), key, event);
    }

    /** Sends a rejected record out, under its source key. */
    public void reject(ProcessorContext<String, SpecificRecord> context, String key, RejectedRecord rejected) {
        forward(context, Topics.REJECTED_RECORDS.name(), key, rejected);
    }

    private void forward(
            ProcessorContext<String, SpecificRecord> context, String topic, String key, SpecificRecord event) {
        context.forward(new Record<>(key, event, context.currentSystemTimeMs()), sink(topic));
    }

    private static String topicOf(Effect effect) {
        if (effect instanceof Effect.TellAccount) {
            return Topics.ACCOUNT_MESSAGES.name();
        } else if (effect instanceof Effect.TellNumber) {
            return Topics.NUMBER_MESSAGES.name();
        } else if (effect instanceof Effect.TellCase) {
            return Topics.CASE_MESSAGES.name();
        } else if (effect instanceof Effect.JoinCase) {
            return Topics.CASE_MEMBERS.name();
        } else if (effect instanceof Effect.AskBank) {
            return FREEZE_ALERTS;
        } else if (effect instanceof Effect.AskOperator) {
            return BLOCK_REQUESTS;
        } else if (effect instanceof Effect.AskReturn) {
            return RETURN_REQUESTS;
        } else if (effect instanceof Effect.AskPeople) {
            return Topics.REVIEW_ITEMS.name();
        } else if (effect instanceof Effect.Escalate) {
            return Topics.ESCALATIONS.name();
        }
        return Topics.ENRICHED_REPORTS.name();
    }

    private String sink(String topic) {
        return subTopology + "-to-" + topic;
    }
}
