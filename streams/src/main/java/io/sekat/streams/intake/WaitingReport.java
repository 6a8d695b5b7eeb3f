package io.sekat.streams.intake;

import java.time.Instant;

/**
 * A report that names a bank which is not known yet.
 *
 * @param key its record key
 * @param partition partition that it came from
 * @param offset its offset there
 * @param value its bytes as they came
 * @param receivedAt when the broker took it, UTC
 * @param until when it is given up, UTC, unless its task begins anew before
 */
@SuppressWarnings("ArrayRecordComponent") // kept in a store, compared by nobody
public record WaitingReport(byte[] key, int partition, long offset, byte[] value, Instant receivedAt, Instant until) {}
