package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.Claim;

/**
 * A claim on its way to the payment that proves it.
 *
 * @param payment name of the payment
 * @param claim what is claimed
 */
public record Claimed(String payment, Claim claim) {}
