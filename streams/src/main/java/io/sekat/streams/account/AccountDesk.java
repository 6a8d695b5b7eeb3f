package io.sekat.streams.account;

import io.sekat.events.AccountEntry;
import io.sekat.events.FundTransfer;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.Incoming;
import io.sekat.streams.Environment;
import io.sekat.streams.Outlets;
import io.sekat.streams.Participants;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.AccountState;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Where the stores of accounts and the rules meet; the three processors of the sub-topology work at it. */
final class AccountDesk {
    private final ProcessorContext<String, SpecificRecord> context;
    private final Outlets outlets;
    private final Rules rules;
    private final Participants participants;
    private final KeyValueStore<String, byte[]> directory;
    private final KeyValueStore<String, AccountState> states;
    private final TransferStore transfers;
    private final Deserializer<Incoming<AccountEntry>> entries;

    AccountDesk(ProcessorContext<String, SpecificRecord> context, Outlets outlets, Environment environment) {
        this.context = context;
        this.outlets = outlets;
        this.rules = environment.rules();
        this.participants = new Participants(context.getStateStore(StoreNames.PARTICIPANTS), rules.respondWithin());
        this.directory = context.getStateStore(StoreNames.ACCOUNT_DIRECTORY);
        this.states = context.getStateStore(StoreNames.ACCOUNT_STATE);
        this.transfers = new TransferStore(
                context.getStateStore(StoreNames.ACCOUNT_TRANSFERS),
                environment.serdes().incoming(FundTransfer.class));
        this.entries = environment.serdes().incoming(AccountEntry.class);
    }

    TransferStore transfers() {
        return transfers;
    }

    /** What is known of an account; empty when neither a report nor stolen money touched it. */
    Optional<AccountState> state(AccountId account) {
        return Optional.ofNullable(states.get(account.toString()));
    }

    /** Its directory entry; empty: not in the directory. */
    Optional<AccountEntry> entry(AccountId account) {
        return Optional.ofNullable(directory.get(account.toString()))
                .flatMap(bytes ->
                        entries.deserialize(Topics.BANK_ACCOUNTS.name(), bytes).ifRead());
    }

    /** Replaces its directory entry. */
    void putEntry(AccountId account, byte[] entry) {
        directory.put(account.toString(), entry);
    }

    /** Removes its directory entry. */
    void removeEntry(AccountId account) {
        directory.delete(account.toString());
    }

    /** Keeps what is known now, and tells everybody concerned what has changed. */
    void settle(AccountId account, AccountDecider.Known before, AccountDecider.Known after, Instant causedAt) {
        Occasion occasion = new Occasion(
                causedAt,
                Instant.ofEpochMilli(context.currentSystemTimeMs()),
                participants.respondWithin(account.bank().value(), ParticipantKind.BANK));
        Outcome<AccountState> outcome = decider(account).settle(before, after, occasion);
        if (!outcome.state().equals(before.state())) {
            states.put(account.toString(), outcome.state());
        }
        outlets.forward(context, outcome.effects());
    }

    AccountDecider decider(AccountId account) {
        return new AccountDecider(account, rules);
    }
}
