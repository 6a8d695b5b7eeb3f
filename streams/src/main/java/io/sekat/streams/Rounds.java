package io.sekat.streams;

import java.time.Duration;
import java.util.function.LongPredicate;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * What a task does again and again while there is something to do, and not at all while there is nothing: Kafka Streams
 * commits a transaction after whatever comes by the clock, even if nothing was done (docs/decisions/0041). Used by the thread of
 * the task.
 */
public final class Rounds {
    private final ProcessorContext<?, ?> context;
    private final Duration length;
    private final LongPredicate end;
    private @Nullable Cancellable scheduled;

    /**
     * @param context of a processor of the task
     * @param length from the beginning of a round to its end
     * @param end what is done then, given the time in milliseconds since 1970; whether another round is to follow
     */
    public Rounds(ProcessorContext<?, ?> context, Duration length, LongPredicate end) {
        this.context = context;
        this.length = length;
        this.end = end;
    }

    /** There is something to do at the end of the round: one begins, unless one is under way. */
    public void begin() {
        if (scheduled == null) {
            scheduled = context.schedule(length, PunctuationType.WALL_CLOCK_TIME, this::end);
        }
    }

    private void end(long now) {
        if (!end.test(now)) {
            stop();
        }
    }

    /** No round ends any more until another begins: the task begins anew. */
    public void stop() {
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
    }
}
