package io.sekat.producers;

import io.sekat.events.RejectReason;
import io.sekat.money.InvalidMoney;
import io.sekat.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads the values that feeds and reports write alike. */
public final class Typed {
    private static final String TIME = "an ISO 8601 time with zone such as 2026-03-02T06:54:05.848Z";
    private static final int LONGEST = 64;
    private static final int LAST_YEAR = 9999;

    private Typed() {}

    /**
     * Reads a time.
     *
     * @param text ISO 8601 with zone
     * @param where column or field, in words
     * @throws BadValue when it is no time of the years 1 to 9999
     */
    public static Instant time(String text, String where) throws BadValue {
        try {
            if (text.length() <= LONGEST) {
                OffsetDateTime time = OffsetDateTime.parse(text);
                if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                    return time.toInstant();
                }
            }
        } catch (DateTimeException e) {
            throw BadValue.of(RejectReason.BAD_TIMESTAMP, where, text, TIME);
        }
        throw BadValue.of(RejectReason.BAD_TIMESTAMP, where, text, TIME);
    }

    /**
     * Reads a sum of money, of either sign.
     *
     * @param amount decimal number
     * @param currency ISO 4217 code
     * @param where column or field of the amount, in words
     * @throws BadValue when either cannot be read
     */
    public static Money money(String amount, String currency, String where) throws BadValue {
        if (amount.length() > LONGEST || currency.length() > LONGEST) {
            throw BadValue.of(
                    RejectReason.BAD_AMOUNT, where, amount + " " + currency, "a decimal number and an ISO 4217 code");
        }
        try {
            return Money.parse(amount, currency);
        } catch (InvalidMoney e) {
            throw new BadValue(RejectReason.BAD_AMOUNT, where, String.valueOf(e.getMessage()));
        }
    }
}
