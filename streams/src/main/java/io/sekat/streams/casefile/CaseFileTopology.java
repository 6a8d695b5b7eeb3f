package io.sekat.streams.casefile;

import io.sekat.events.EnrichedReport;
import io.sekat.streams.Environment;
import io.sekat.streams.Outlets;
import io.sekat.streams.SekatTopology;
import io.sekat.streams.StoreNames;
import io.sekat.topics.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Everything about one report meets here and leaves as its enriched report. */
public final class CaseFileTopology {
    private static final String FILE = "case-file";

    private CaseFileTopology() {}

    public static void addTo(Topology topology, Environment environment) {
        Outlets outlets = new Outlets("casefile");
        topology.addProcessor(
                FILE,
                () -> new CaseFileProcessor(outlets, environment),
                SekatTopology.addSource(topology, environment, Topics.CASE_MESSAGES));
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(StoreNames.CASE_FILES),
                                Serdes.String(),
                                environment.serdes().<EnrichedReport>trusted())
                        .withCachingEnabled(),
                FILE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.UNTOLD_FILES), Serdes.String(), Serdes.ByteArray()),
                FILE);
        outlets.add(
                topology,
                environment,
                List.of(Topics.ENRICHED_REPORTS, Topics.CASE_MEMBERS, Topics.REJECTED_RECORDS),
                List.of(FILE));
    }
}
