package io.sekat.streams.casefile;

import io.sekat.events.CaseMember;
import io.sekat.streams.Environment;
import io.sekat.streams.Outlets;
import io.sekat.streams.SekatTopology;
import io.sekat.streams.StateSerde;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.casefile.Namings;
import io.sekat.topics.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** All reports meet here, in one partition, and are joined to cases. */
public final class CaseTopology {
    private static final String MEMBER = "case-member";

    private CaseTopology() {}

    public static void addTo(Topology topology, Environment environment) {
        Outlets outlets = new Outlets("case");
        topology.addProcessor(
                MEMBER,
                () -> new CaseMemberProcessor(outlets, environment.rules().maxCaseLinks()),
                SekatTopology.addSource(topology, environment, Topics.CASE_MEMBERS));
        addStore(
                topology,
                persistent(StoreNames.CASE_MEMBERS),
                environment.serdes().<CaseMember>trusted());
        addStore(topology, persistent(StoreNames.CASE_NAMINGS), StateSerde.of(Namings.class));
        addStore(topology, persistent(StoreNames.CASE_LINKS), Serdes.ByteArray());
        addStore(topology, persistent(StoreNames.TOLD_CASES), Serdes.String());
        addStore(topology, Stores.inMemoryKeyValueStore(StoreNames.UNSETTLED_CASES), Serdes.ByteArray());
        outlets.add(topology, environment, List.of(Topics.CASE_MESSAGES, Topics.REJECTED_RECORDS), List.of(MEMBER));
    }

    private static KeyValueBytesStoreSupplier persistent(String name) {
        return Stores.persistentKeyValueStore(name);
    }

    private static void addStore(Topology topology, KeyValueBytesStoreSupplier store, Serde<?> values) {
        topology.addStateStore(Stores.keyValueStoreBuilder(store, Serdes.String(), values), MEMBER);
    }
}
