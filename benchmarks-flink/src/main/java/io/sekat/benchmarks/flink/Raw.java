package io.sekat.benchmarks.flink;

/**
 * A record as the broker gave it.
 *
 * @param key its key
 * @param value its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Raw(String key, byte[] value) {}
