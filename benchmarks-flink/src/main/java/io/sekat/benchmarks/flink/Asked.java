package io.sekat.benchmarks.flink;

/**
 * What a bank or an operator is asked, ready to be written.
 *
 * @param topic its topic
 * @param key BIC:account or E.164 number
 * @param value the event's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Asked(String topic, String key, byte[] value) {}
