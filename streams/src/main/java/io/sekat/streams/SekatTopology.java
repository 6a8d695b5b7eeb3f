package io.sekat.streams;

import io.sekat.streams.account.AccountTopology;
import io.sekat.streams.casefile.CaseFileTopology;
import io.sekat.streams.casefile.CaseTopology;
import io.sekat.streams.intake.IntakeTopology;
import io.sekat.streams.phone.PhoneTopology;
import io.sekat.topics.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/** All sub-topologies together. */
public final class SekatTopology {
    private SekatTopology() {}

    /** Builds the whole topology, all parts in one. */
    public static Topology of(Environment environment) {
        Topology topology = new Topology();
        for (Part part : Part.values()) {
            addTo(topology, part, environment);
        }
        return topology;
    }

    /** Builds what one part runs. */
    public static Topology of(Part part, Environment environment) {
        Topology topology = new Topology();
        addTo(topology, part, environment);
        return topology;
    }

    private static void addTo(Topology topology, Part part, Environment environment) {
        switch (part) {
            case ALERTS -> {
                IntakeTopology.addTo(topology, environment);
                AccountTopology.addTo(topology, environment);
                PhoneTopology.addTo(topology, environment);
            }
            case FILES -> {
                CaseFileTopology.addTo(topology, environment);
                CaseTopology.addTo(topology, environment);
            }
        }
    }

    /** Adds the source of a topic; keys stay bytes, so that bad ones can be kept as they came. */
    public static <V extends SpecificRecord> String addSource(
            Topology topology, Environment environment, Topic<V> topic) {
        String name = topic.name() + "-source";
        topology.addSource(
                name, new ByteArrayDeserializer(), environment.serdes().incoming(topic.type()), topic.name());
        return name;
    }
}
