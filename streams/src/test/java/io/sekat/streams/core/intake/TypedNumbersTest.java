package io.sekat.streams.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.identifiers.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumbersTest {
    private final TypedNumbers numbers = new TypedNumbers("MY");

    @ParameterizedTest
    @ValueSource(strings = {"0123456789", "012-345 6789", "+60123456789", "(+60) 12-345 6789", " 60123456789 "})
    void whatPeopleTypeForOneNumberIsThatNumber(String typed) {
        assertThat(numbers.read(typed)).contains(new PhoneNumber("+60123456789"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "997", "call me", "+999123456789", "0123", "+6012345678901234567890"})
    void whatCannotBeDialledIsNoNumber(String typed) {
        assertThat(numbers.read(typed)).isEmpty();
    }

    @Test
    void aNumberWithoutCountryCodeIsReadByTheRegionsRules() {
        assertThat(new TypedNumbers("SG").read("8123 4567")).contains(new PhoneNumber("+6581234567"));
    }
}
