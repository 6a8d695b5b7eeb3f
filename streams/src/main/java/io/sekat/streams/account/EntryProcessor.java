package io.sekat.streams.account;

import io.sekat.events.AccountEntry;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes the banks' directory entries: what was asked already is asked again with the facts. */
final class EntryProcessor extends InputProcessor<AccountEntry> {
    private final AccountDesks desks;
    private @Nullable AccountDesk desk;

    EntryProcessor(Outlets outlets, AccountDesks desks) {
        super(outlets);
        this.desks = desks;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        desk = desks.open(getClass(), context);
    }

    @Override
    protected String expectedKey() {
        return "BIC:account";
    }

    @Override
    protected void accept(String key, AccountEntry entry, Incoming<AccountEntry> incoming, Instant appendedAt) {
        AccountId account = AccountId.of(entry.getBank(), entry.getAccount());
        checkKey(key, account.toString());
        desk().enter(account, Objects.requireNonNull(incoming.bytes()), appendedAt);
    }

    @Override
    protected void removed(String key, Instant appendedAt) {
        desk().enter(AccountId.parse(key), null, appendedAt);
    }

    private AccountDesk desk() {
        return Objects.requireNonNull(desk, "init comes first");
    }
}
