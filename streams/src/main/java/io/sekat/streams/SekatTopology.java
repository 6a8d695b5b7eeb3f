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

    /** Builds the whole topology. */
    public static Topology of(Environment environment) {
        Topology topology = new Topology();
        IntakeTopology.addTo(topology, environment);
        AccountTopology.addTo(topology, environment);
        PhoneTopology.addTo(topology, environment);
        CaseFileTopology.addTo(topology, environment);
        CaseTopology.addTo(topology, environment);
        return topology;
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
