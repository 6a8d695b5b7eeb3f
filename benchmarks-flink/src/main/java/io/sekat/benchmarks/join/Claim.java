package io.sekat.benchmarks.join;

/**
 * A payment that a report claims, not yet proved.
 *
 * @param creditor the account that was paid, BIC:account
 * @param mention what the report says about it once the payment is proved
 */
public record Claim(String creditor, Mention mention) {}
