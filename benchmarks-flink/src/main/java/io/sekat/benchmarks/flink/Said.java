package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.Mention;

/**
 * What a report says about an account or a number.
 *
 * @param subject BIC:account or E.164 number
 * @param mention what it says
 */
public record Said(String subject, Mention mention) {}
