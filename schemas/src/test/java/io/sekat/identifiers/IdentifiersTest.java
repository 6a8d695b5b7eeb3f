package io.sekat.identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    private static final ParticipantId BANK = new ParticipantId("BETAMYKL");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "betamykl",
                "BETA MYKL",
                "BETA.MYKL",
                "-BETA",
                "BETA:1",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567"
            })
    void whatCouldNotNameATopicIsNoParticipant(String id) {
        assertThat(ParticipantId.isValid(id)).isFalse();
        assertThatThrownBy(() -> new ParticipantId(id))
                .isInstanceOf(InvalidIdentifier.class)
                .hasMessageContaining("upper case");
    }

    @Test
    void aTypedParticipantLosesBlanksAndBecomesUpperCase() {
        assertThat(ParticipantId.parse(" betamykl ")).isEqualTo(BANK);
    }

    @ParameterizedTest
    @CsvSource({"'1234', 1234", "' 12-34 56 ', 123456", "AC1234, 1234"})
    void aTypedAccountKeepsItsDigitsOnly(String typed, String digits) {
        assertThat(AccountId.typed(BANK, typed)).isEqualTo(new AccountId(BANK, digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "12-3", "\u0661\u0662\u0663\u0664", "12345678901234567890123456789012345"})
    void fewerThanFourOrMoreThanThirtyFourDigitsAreNoAccount(String typed) {
        assertThatThrownBy(() -> AccountId.typed(BANK, typed))
                .isInstanceOf(InvalidIdentifier.class)
                .hasMessageContaining("'" + typed + "'")
                .hasMessageContaining("4 to 34 digits");
    }

    @Test
    void theRecordKeyOfAnAccountReadsBack() {
        AccountId account = AccountId.of("BETAMYKL", "200000002");

        assertThat(account).hasToString("BETAMYKL:200000002");
        assertThat(AccountId.parse("BETAMYKL:200000002")).isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "200000002", "BETAMYKL", "BETAMYKL:", ":2000", "betamykl:200000002", "BETAMYKL:2000:1"})
    void anyOtherFormIsNoKeyOfAnAccount(String key) {
        assertThatThrownBy(() -> AccountId.parse(key)).isInstanceOf(InvalidIdentifier.class);
    }

    @Test
    void accountsAreOrderedByBankThenNumber() {
        assertThat(AccountId.of("ALPHMYKL", "9999")).isLessThan(AccountId.of("BETAMYKL", "1111"));
        assertThat(AccountId.of("BETAMYKL", "1111")).isLessThan(AccountId.of("BETAMYKL", "1112"));
    }

    @ParameterizedTest
    @CsvSource({
        "+60123456789, true",
        "+1234567, true",
        "+123456789012345, true",
        "60123456789, false",
        "+0123456789, false",
        "+123456, false",
        "+1234567890123456, false",
        "'+60 123456789', false"
    })
    void aNumberIsAPlusAndSevenToFifteenDigits(String text, boolean isNumber) {
        assertThat(PhoneNumber.isE164(text)).isEqualTo(isNumber);
    }

    @Test
    void anErrorShowsTheBeginningOfALongText() {
        assertThatThrownBy(() -> new PhoneNumber("x".repeat(1000)))
                .hasMessageContaining("xxx...'")
                .extracting(thrown -> thrown.getMessage().length())
                .matches(length -> length < 150);
    }
}
