package io.sekat.identifiers;

import java.util.regex.Pattern;

/**
 * A bank account: the bank and the account number in digits. Its text form {@code BIC:account} is the record key of
 * everything about the account (design section 3).
 *
 * @param bank the bank
 * @param number the account number, 4 to 34 digits
 */
public record AccountId(ParticipantId bank, String number) implements Comparable<AccountId> {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{4,34}");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]");

    public AccountId {
        if (!DIGITS.matcher(number).matches()) {
            throw new InvalidIdentifier("account number", number, "4 to 34 digits");
        }
    }

    /**
     * Normalises what a person typed: an account number keeps its digits only (design section 4.1).
     *
     * @throws InvalidIdentifier when fewer than 4 or more than 34 digits are left
     */
    public static AccountId typed(ParticipantId bank, String typedNumber) {
        String digits = NOT_DIGITS.matcher(typedNumber).replaceAll("");
        if (!DIGITS.matcher(digits).matches()) {
            throw new InvalidIdentifier("account number", typedNumber, "4 to 34 digits");
        }
        return new AccountId(bank, digits);
    }

    /**
     * Makes an account of a bank and a number that a system stated, not a person.
     *
     * @throws InvalidIdentifier when either is not in its exact form
     */
    public static AccountId of(String bank, String number) {
        return new AccountId(new ParticipantId(bank), number);
    }

    /**
     * Reads the text form {@code BIC:account}.
     *
     * @throws InvalidIdentifier when it has another form
     */
    public static AccountId parse(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            throw new InvalidIdentifier("account", key, "BIC:account");
        }
        return of(key.substring(0, colon), key.substring(colon + 1));
    }

    @Override
    public int compareTo(AccountId other) {
        int byBank = bank.compareTo(other.bank);
        return byBank != 0 ? byBank : number.compareTo(other.number);
    }

    /** The record key, {@code BIC:account}. */
    @Override
    public String toString() {
        return bank.value() + ":" + number;
    }
}
