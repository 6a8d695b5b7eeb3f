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
import org.apache.kafka.streams.state.StoreBuilder;
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
        stores(environment).forEach(store -> topology.addStateStore(store, MEMBER));
        outlets.add(topology, environment, List.of(Topics.CASE_MESSAGES, Topics.REJECTED_RECORDS), List.of(MEMBER));
    }

    /** The stores of the register. */
    static List<StoreBuilder<?>> stores(Environment environment) {
        return List.of(
                store(persistent(StoreNames.CASE_MEMBERS), environment.serdes().<CaseMember>trusted()),
                store(persistent(StoreNames.CASE_NAMINGS), StateSerde.of(Namings.class)),
                store(persistent(StoreNames.CASE_LINKS), Serdes.ByteArray()),
                store(persistent(StoreNames.TOLD_CASES), Serdes.String()),
                store(Stores.inMemoryKeyValueStore(StoreNames.UNSETTLED_CASES), Serdes.ByteArray()));
    }

    private static KeyValueBytesStoreSupplier persistent(String name) {
        return Stores.persistentKeyValueStore(name);
    }

    private static StoreBuilder<?> store(KeyValueBytesStoreSupplier store, Serde<?> values) {
        return Stores.keyValueStoreBuilder(store, Serdes.String(), values);
    }
}
