package io.sekat.streams.account;

import io.sekat.events.FreezeResponse;
import io.sekat.events.RejectReason;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes the banks' answers. */
final class ResponseProcessor extends InputProcessor<FreezeResponse> {
    private final AccountDesks desks;
    private @Nullable AccountDesk desk;

    ResponseProcessor(Outlets outlets, AccountDesks desks) {
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
    protected void accept(String key, FreezeResponse response, Incoming<FreezeResponse> incoming, Instant appendedAt) {
        AccountId account = AccountId.parse(key);
        if (!account.bank().value().equals(response.getBank())) {
            throw new Unusable(
                    RejectReason.WRONG_PARTICIPANT,
                    "bank " + response.getBank() + " answers for account " + account + ", which is not its own");
        }
        checkKey(key, AccountId.of(response.getBank(), response.getAccount()).toString());
        checkTime("respondedAt", response.getRespondedAt(), appendedAt);
        Objects.requireNonNull(desk, "init comes first").answer(account, response, appendedAt);
    }
}
