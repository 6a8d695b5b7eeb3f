package io.sekat.streams.phone;

import io.sekat.events.BlockResponse;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.serdes.Incoming;
import io.sekat.streams.Environment;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes the operators' answers. */
final class ResponseProcessor extends InputProcessor<BlockResponse> {
    private final Environment environment;
    private @Nullable NumberDesk desk;

    ResponseProcessor(Outlets outlets, Environment environment) {
        super(outlets);
        this.environment = environment;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        desk = new NumberDesk(context, outlets(), environment);
    }

    @Override
    protected String expectedKey() {
        return "the number in E.164 form";
    }

    @Override
    protected void accept(String key, BlockResponse response, Incoming<BlockResponse> incoming, Instant appendedAt) {
        PhoneNumber number = new PhoneNumber(response.getPhoneNumber());
        checkKey(key, number.e164());
        checkTime("respondedAt", response.getRespondedAt(), appendedAt);
        Objects.requireNonNull(desk, "init comes first").answer(number, response, appendedAt);
    }
}
