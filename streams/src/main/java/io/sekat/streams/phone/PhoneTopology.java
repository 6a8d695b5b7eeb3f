package io.sekat.streams.phone;

import io.sekat.streams.Environment;
import io.sekat.streams.Outlets;
import io.sekat.streams.SekatTopology;
import io.sekat.streams.StateSerde;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.lookup.PublicNotice;
import io.sekat.streams.core.phone.NumberState;
import io.sekat.topics.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Everything about one telephone number meets here: its directory entry, what reports and directives
 * tell it, and what operators answer. */
public final class PhoneTopology {
    private static final String ENTRY = "number-entry";
    private static final String MESSAGE = "number-message";
    private static final String RESPONSE = "number-response";
    private static final String[] ALL = {ENTRY, MESSAGE, RESPONSE};

    private PhoneTopology() {}

    public static void addTo(Topology topology, Environment environment) {
        Outlets outlets = new Outlets("phone");
        topology.addProcessor(
                ENTRY,
                () -> new NumberEntryProcessor(outlets, environment),
                SekatTopology.addSource(topology, environment, Topics.PHONE_NUMBERS));
        topology.addProcessor(
                MESSAGE,
                () -> new NumberMessageProcessor(outlets, environment),
                SekatTopology.addSource(topology, environment, Topics.NUMBER_MESSAGES));
        topology.addProcessor(
                RESPONSE,
                () -> new ResponseProcessor(outlets, environment),
                SekatTopology.addSource(topology, environment, Topics.BLOCK_RESPONSES));
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.REPORTED_NUMBERS),
                        Serdes.String(),
                        StateSerde.of(PublicNotice.class)),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.NUMBER_DEADLINES),
                        Serdes.Bytes(),
                        Serdes.ByteArray()),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.UNASKED_NUMBERS),
                        Serdes.String(),
                        Serdes.ByteArray()),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.NUMBER_DIRECTORY),
                        Serdes.String(),
                        Serdes.ByteArray()),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.NUMBER_STATE),
                        Serdes.String(),
                        StateSerde.of(NumberState.class)),
                ALL);
        List<String> parents = List.of(ALL);
        outlets.addBlockRequests(topology, environment, parents);
        outlets.add(
                topology,
                environment,
                List.of(Topics.CASE_MESSAGES, Topics.REVIEW_ITEMS, Topics.ESCALATIONS, Topics.REJECTED_RECORDS),
                parents);
    }
}
