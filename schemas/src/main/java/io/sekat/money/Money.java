package io.sekat.money;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A sum of money in one currency.
 *
 * @param currency ISO 4217 code
 * @param minor minor units of that currency (sen, cents); may be zero or negative
 */
public record Money(String currency, long minor) {
    /** What {@link #isPayable} expects, in words. */
    public static final String PAYABLE = "above zero, and no more than a bank can pay at once";

    /** Thousands of such sums can be added up in 64 bits. It is more than any bank pays at once, in any currency. */
    private static final long MOST_MINOR = 1_000_000_000_000_000L;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)");

    public Money {
        fractionDigits(currency);
    }

    /**
     * Reads a decimal amount such as {@code 4820.00}.
     *
     * @param amount digits with an optional sign and decimal point; no thousands separators
     * @param currency ISO 4217 code
     * @throws InvalidMoney when either is not valid, or the amount has more decimals than the currency
     */
    public static Money parse(String amount, String currency) {
        int digits = fractionDigits(currency);
        try {
            if (!DECIMAL.matcher(amount.strip()).matches()) {
                throw new NumberFormatException("BigDecimal would read exponents and other scripts' digits");
            }
            return new Money(
                    currency,
                    new BigDecimal(amount.strip()).movePointRight(digits).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidMoney("amount '" + amount + "' is not valid: expected a number with at most " + digits
                    + " decimals, such as "
                    + BigDecimal.valueOf(482_000, digits).toPlainString());
        }
    }

    /** Whether a payment can be of that amount: above zero, and not so much that sums of payments would overflow. */
    public boolean isPayable() {
        return minor > 0 && minor <= MOST_MINOR;
    }

    /** The amount as a number in major units, e.g. 4820.00. */
    public BigDecimal major() {
        return BigDecimal.valueOf(minor, fractionDigits(currency));
    }

    /** The same as plain text, e.g. {@code 4820.00}. */
    public String decimal() {
        return major().toPlainString();
    }

    private static int fractionDigits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            throw new InvalidMoney("currency '" + currency + "' is not valid: expected an ISO 4217 code such as MYR");
        }
    }

    /** For people: code and amount, e.g. {@code MYR 4,820.00}. */
    @Override
    public String toString() {
        return currency + " " + String.format(Locale.ROOT, "%,." + fractionDigits(currency) + "f", major());
    }
}
