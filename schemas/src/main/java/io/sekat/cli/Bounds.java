package io.sekat.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the numbers of options may be: a run of an hour is not begun with one that makes no sense. */
public final class Bounds {
    private Bounds() {}

    /** How many, at least one. */
    public static final class FromOne implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return whole(text, 1);
        }
    }

    /** How many, if any. */
    public static final class FromZero implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return whole(text, 0);
        }
    }

    /** How much, more than nothing. */
    public static final class Positive implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                BigDecimal number = new BigDecimal(text.strip());
                if (number.signum() > 0 && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
                    return number.doubleValue();
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new TypeConversionException("'" + text + "' is not a number above 0, such as 0.5");
        }
    }

    private static int whole(String text, int least) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is not a whole number from " + least + " on, such as 20");
    }
}
