package io.sekat.streams.account;

import io.sekat.config.SettingCatalogue;
import io.sekat.streams.Environment;
import io.sekat.streams.Outlets;
import io.sekat.streams.SekatTopology;
import io.sekat.streams.StateSerde;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.lookup.PublicNotice;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Everything about one account meets here: its directory entry, its outgoing transfers, what reports and other accounts
 * tell it, and what its bank answers.
 */
public final class AccountTopology {
    private static final String ENTRY = "account-entry";
    private static final String TRANSFER = "account-transfer";
    private static final String MESSAGE = "account-message";
    private static final String RESPONSE = "account-response";
    private static final String[] ALL = {ENTRY, TRANSFER, MESSAGE, RESPONSE};
    /** Transfers are points in time: the shortest window there is. */
    private static final Duration POINT = Duration.ofMillis(1);

    private AccountTopology() {}

    public static void addTo(Topology topology, Environment environment) {
        Outlets outlets = new Outlets("account");
        AccountDesks desks = new AccountDesks(outlets, environment);
        topology.addProcessor(
                ENTRY,
                () -> new EntryProcessor(outlets, desks),
                SekatTopology.addSource(topology, environment, Topics.BANK_ACCOUNTS));
        topology.addProcessor(
                TRANSFER,
                () -> new TransferProcessor(outlets, desks),
                SekatTopology.addSource(topology, environment, Topics.FUND_TRANSFERS));
        topology.addProcessor(
                MESSAGE,
                () -> new MessageProcessor(outlets, desks, environment.live()),
                SekatTopology.addSource(topology, environment, Topics.ACCOUNT_MESSAGES));
        topology.addProcessor(
                RESPONSE,
                () -> new ResponseProcessor(outlets, desks),
                SekatTopology.addSource(topology, environment, Topics.FREEZE_RESPONSES));

        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.REPORTED_ACCOUNTS),
                        Serdes.String(),
                        StateSerde.of(PublicNotice.class)),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.ACCOUNT_DEADLINES),
                        Serdes.Bytes(),
                        Serdes.ByteArray()),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.UNASKED_ACCOUNTS),
                        Serdes.String(),
                        Serdes.ByteArray()),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.ACCOUNT_DIRECTORY),
                        Serdes.String(),
                        Serdes.ByteArray()),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.ACCOUNT_STATE),
                        Serdes.String(),
                        StateSerde.of(AccountState.class)),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.ACCOUNT_BOOKS), Serdes.Bytes(), Serdes.ByteArray()),
                ALL);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.UNSETTLED_ACCOUNTS),
                        Serdes.String(),
                        StateSerde.of(Unsettled.class)),
                ALL);
        Duration retention = environment.settings().get(SettingCatalogue.TRANSFER_RETENTION);
        topology.addStateStore(
                Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(StoreNames.ACCOUNT_TRANSFERS, retention, POINT, false),
                        Serdes.String(),
                        Serdes.ByteArray()),
                ALL);

        List<String> parents = List.of(ALL);
        outlets.addFreezeAlerts(topology, environment, parents);
        outlets.addReturnRequests(topology, environment, parents);
        outlets.add(
                topology,
                environment,
                List.of(
                        Topics.ACCOUNT_MESSAGES,
                        Topics.CASE_MESSAGES,
                        Topics.REVIEW_ITEMS,
                        Topics.ESCALATIONS,
                        Topics.REJECTED_RECORDS),
                parents);
    }
}
