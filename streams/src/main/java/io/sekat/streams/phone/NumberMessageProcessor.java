package io.sekat.streams.phone;

import io.sekat.events.NumberMessage;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.serdes.Incoming;
import io.sekat.streams.Environment;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.LiveStores;
import io.sekat.streams.Outlets;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.phone.NumberDecider;
import io.sekat.streams.core.phone.NumberDecider.Known;
import io.sekat.streams.core.phone.NumberState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes what reports and directives tell a telephone number. */
final class NumberMessageProcessor extends InputProcessor<NumberMessage> {
    /** How often deadlines are looked for. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Environment environment;
    private @Nullable NumberDesk desk;
    private @Nullable Cancellable schedule;
    private LiveStores.@Nullable Lease lease;

    NumberMessageProcessor(Outlets outlets, Environment environment) {
        super(outlets);
        this.environment = environment;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        NumberDesk looking = new NumberDesk(context, outlets(), environment);
        // A task that begins anew after its transaction was aborted still has what it scheduled before.
        if (schedule != null) {
            schedule.cancel();
        }
        schedule =
                context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> looking.look(Instant.ofEpochMilli(now)));
        desk = looking;
        lease = environment.live().open(context, StoreNames.REPORTED_NUMBERS);
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    @Override
    protected String expectedKey() {
        return "the number in E.164 form";
    }

    @Override
    protected void accept(String key, NumberMessage message, Incoming<NumberMessage> incoming, Instant appendedAt) {
        PhoneNumber number = new PhoneNumber(key);
        NumberDesk at = Objects.requireNonNull(desk, "init comes first");
        NumberState known = at.state(number).orElse(NumberState.EMPTY);
        NumberState told = NumberDecider.hear(known, message);
        if (!told.equals(known)) {
            Known before = new Known(known, at.entry(number));
            at.settle(number, before, new Known(told, before.entry()), message.getCausedAt());
        }
    }
}
