package io.sekat.streams.account;

import io.sekat.events.AccountMessage;
import io.sekat.events.PaymentClaimed;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.Incoming;
import io.sekat.streams.Environment;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.AccountDecider.Known;
import io.sekat.streams.core.account.AccountState;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes what reports, directives and other accounts tell an account. */
final class MessageProcessor extends InputProcessor<AccountMessage> {
    private final Environment environment;
    private @Nullable AccountDesk desk;

    MessageProcessor(Outlets outlets, Environment environment) {
        super(outlets);
        this.environment = environment;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        desk = new AccountDesk(context, outlets(), environment);
    }

    @Override
    protected String expectedKey() {
        return "BIC:account";
    }

    @Override
    protected void accept(String key, AccountMessage message, Incoming<AccountMessage> incoming, Instant appendedAt) {
        AccountId account = AccountId.parse(key);
        AccountState known = desk().state(account).orElse(AccountState.EMPTY);
        AccountState told = AccountDecider.hear(known, message);
        AccountState after = message.getBody() instanceof PaymentClaimed
                ? desk().decider(account).prove(told, desk().transfers().standing(account))
                : told;
        if (!after.equals(known)) {
            Known before = new Known(known, desk().entry(account));
            desk().settle(account, before, new Known(after, before.entry()), message.getCausedAt());
        }
    }

    private AccountDesk desk() {
        return Objects.requireNonNull(desk, "init comes first");
    }
}
