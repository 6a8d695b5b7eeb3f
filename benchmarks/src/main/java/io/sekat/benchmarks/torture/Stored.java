package io.sekat.benchmarks.torture;

import java.time.Instant;

/**
 * An event as it stands on its topic.
 *
 * @param at when the broker took it, UTC
 */
record Stored<V>(V event, Instant at) {}
