package io.sekat.streams.phone;

import io.sekat.events.PhoneEntry;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.serdes.Incoming;
import io.sekat.streams.Environment;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import io.sekat.streams.core.phone.NumberDecider.Known;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes the operators' directory entries: a request follows its number. */
final class NumberEntryProcessor extends InputProcessor<PhoneEntry> {
    private final Environment environment;
    private @Nullable NumberDesk desk;

    NumberEntryProcessor(Outlets outlets, Environment environment) {
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
    protected void accept(String key, PhoneEntry entry, Incoming<PhoneEntry> incoming, Instant appendedAt) {
        PhoneNumber number = new PhoneNumber(entry.getPhoneNumber());
        checkKey(key, number.e164());
        // Its topic is named after the operator: a bad name must be refused here, not when something is sent.
        ParticipantId.check(entry.getOperator());
        Known before = known(number);
        desk().putEntry(number, Objects.requireNonNull(incoming.bytes()));
        settle(number, before, Optional.of(entry), appendedAt);
    }

    @Override
    protected void removed(String key, Instant appendedAt) {
        PhoneNumber number = new PhoneNumber(key);
        Known before = known(number);
        desk().removeEntry(number);
        settle(number, before, Optional.empty(), appendedAt);
    }

    private @Nullable Known known(PhoneNumber number) {
        return desk().state(number)
                .map(state -> new Known(state, desk().entry(number)))
                .orElse(null);
    }

    private void settle(PhoneNumber number, @Nullable Known before, Optional<PhoneEntry> entry, Instant appendedAt) {
        if (before != null) {
            desk().settle(number, before, new Known(before.state(), entry), appendedAt);
        }
    }

    private NumberDesk desk() {
        return Objects.requireNonNull(desk, "init comes first");
    }
}
