package io.sekat.benchmarks.torture;

/**
 * A fault as it was.
 *
 * @param fault as it was drawn
 * @param target the process that it was done to; where a controller was drawn, the one that was it then
 * @param beganAt when it began, in milliseconds since 1970
 * @param endedAt when it was undone, in milliseconds since 1970
 * @param leftOut why it was not done; empty: it was
 */
record Inflicted(Fault fault, String target, long beganAt, long endedAt, String leftOut) {}
