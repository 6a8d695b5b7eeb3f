package io.sekat.streams.core.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.sekat.identifiers.PhoneNumber;
import java.util.Optional;

/** Reads telephone numbers as people type them (design section 4.1). */
public final class TypedNumbers {
    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;

    /**
     * @param region ISO 3166 code of the country whose rules numbers without a country code are read by
     */
    public TypedNumbers(String region) {
        this.region = region;
    }

    /** The number; empty when what was typed is no valid telephone number. */
    public Optional<PhoneNumber> read(String typed) {
        try {
            Phonenumber.PhoneNumber number = numbers.parse(typed, region);
            String e164 = numbers.format(number, PhoneNumberFormat.E164);
            return numbers.isValidNumber(number) && PhoneNumber.isE164(e164)
                    ? Optional.of(new PhoneNumber(e164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
