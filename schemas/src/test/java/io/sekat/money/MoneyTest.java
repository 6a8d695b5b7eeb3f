package io.sekat.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "4820.00, MYR, 482000",
        "4820, MYR, 482000",
        "0.5, MYR, 50",
        "' 12.30 ', MYR, 1230",
        "-1.00, MYR, -100",
        "1.000, MYR, 100",
        "4820, JPY, 4820",
        "1.234, KWD, 1234"
    })
    void aDecimalAmountIsReadInMinorUnitsOfItsCurrency(String amount, String currency, long minor) {
        assertThat(Money.parse(amount, currency)).isEqualTo(new Money(currency, minor));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1,000.00",
                "1.005",
                "1e3",
                "1E+999999999",
                "\u0661\u0662",
                "--1",
                "9999999999999999999"
            })
    void whatIsNoAmountIsRefusedWithWhatWasTyped(String amount) {
        assertThatThrownBy(() -> Money.parse(amount, "MYR"))
                .isInstanceOf(InvalidMoney.class)
                .hasMessageContaining("'" + amount + "'")
                .hasMessageContaining("4820.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RM", "myr", "RINGGIT"})
    void anUnknownCurrencyIsRefused(String currency) {
        assertThatThrownBy(() -> new Money(currency, 1))
                .isInstanceOf(InvalidMoney.class)
                .hasMessageContaining("'" + currency + "'");
    }

    @Property
    void everyAmountReadsBackAsItWasWritten(@ForAll long minor) {
        Money money = new Money("MYR", minor);

        assertThat(Money.parse(money.decimal(), "MYR")).isEqualTo(money);
    }

    @Test
    void peopleReadTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(new Money("MYR", 482_000)).hasToString("MYR 4,820.00");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void sumsAreOneACurrencyInTheOrderOfTheirCodesWithoutZeros() {
        Sums sums = Sums.of(List.of(
                new Money("MYR", 5),
                new Money("AUD", 1),
                new Money("MYR", 7),
                new Money("SGD", 2),
                new Money("SGD", -2)));

        assertThat(sums.amounts()).containsExactly(new Money("AUD", 1), new Money("MYR", 12));
        assertThat(new Sums(Map.of("MYR", 0L))).isEqualTo(Sums.NONE);
        assertThat(Sums.NONE.isEmpty()).isTrue();
    }

    @Test
    void aSumThatIsTooLargeIsAnErrorAndNotAWrongNumber() {
        assertThatThrownBy(() -> Sums.of(List.of(new Money("MYR", Long.MAX_VALUE), new Money("MYR", 1))))
                .isInstanceOf(ArithmeticException.class);
    }
}
