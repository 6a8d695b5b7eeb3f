package io.sekat.streams.account;

import io.sekat.events.AccountMessage;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.LiveStores;
import io.sekat.streams.Outlets;
import io.sekat.streams.StoreNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes what reports, directives and other accounts tell an account. */
final class MessageProcessor extends InputProcessor<AccountMessage> {
    /** How often deadlines are looked for. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final AccountDesks desks;
    private final LiveStores live;
    private @Nullable Cancellable looking;
    private @Nullable AccountDesk desk;
    private LiveStores.@Nullable Lease lease;

    MessageProcessor(Outlets outlets, AccountDesks desks, LiveStores live) {
        super(outlets);
        this.desks = desks;
        this.live = live;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        desk = desks.open(getClass(), context);
        // A task that begins anew after its transaction was aborted still has what it scheduled before: that must not
        // work at the desk of then, which believes what was aborted.
        if (looking != null) {
            looking.cancel();
        }
        looking =
                context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> desk().look(Instant.ofEpochMilli(now)));
        lease = live.open(context, StoreNames.REPORTED_ACCOUNTS);
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    @Override
    protected String expectedKey() {
        return "BIC:account";
    }

    @Override
    protected void accept(String key, AccountMessage message, Incoming<AccountMessage> incoming, Instant appendedAt) {
        desk().hear(AccountId.parse(key), message);
    }

    private AccountDesk desk() {
        return Objects.requireNonNull(desk, "init comes first");
    }
}
