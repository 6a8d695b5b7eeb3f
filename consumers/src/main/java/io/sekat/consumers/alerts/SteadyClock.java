package io.sekat.consumers.alerts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that nobody sets: it begins with the time of day and then only goes forward, as time does. For waits; what is
 * told to others has the time of day.
 */
public final class SteadyClock implements InstantSource {
    private final Instant begin;
    private final LongSupplier nanos;
    private final long beginNanos;

    SteadyClock(Instant begin, LongSupplier nanos) {
        this.begin = begin;
        this.nanos = nanos;
        this.beginNanos = nanos.getAsLong();
    }

    /** A clock that begins now. */
    public static SteadyClock start() {
        return new SteadyClock(Instant.now(), System::nanoTime);
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(nanos.getAsLong() - beginNanos);
    }
}
