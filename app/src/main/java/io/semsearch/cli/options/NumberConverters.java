package io.semsearch.cli.options;

import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers of all options, and says what is wrong with one that is none. */
public final class NumberConverters {

    private NumberConverters() {}

    /** Replaces those of a command line and its commands. */
    public static void register(CommandLine commandLine) {
        commandLine.registerConverter(Double.class, NumberConverters::decimal)
                .registerConverter(double.class, NumberConverters::decimal)
                .registerConverter(Integer.class, NumberConverters::integer)
                .registerConverter(int.class, NumberConverters::integer)
                .registerConverter(Long.class, NumberConverters::longInteger)
                .registerConverter(long.class, NumberConverters::longInteger);
    }

    static Double decimal(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(value.matches("[+-]?\\d*,\\d+")
                    ? "expected a number with a decimal point, " + value.replace(',', '.') + ", got '" + value + "'"
                    : "expected a number, got '" + value + "'");
        }
    }

    private static Integer integer(String value) {
        return whole(value, Integer::parseInt, Integer.MAX_VALUE);
    }

    private static Long longInteger(String value) {
        return whole(value, Long::parseLong, Long.MAX_VALUE);
    }

    private static <T> T whole(String value, Function<String, T> parse, long largest) {
        try {
            return parse.apply(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(value.matches("[+-]?\\d+")
                    ? String.format(Locale.ROOT, "expected a number of at most %d, got '%s'", largest, value)
                    : "expected a whole number, got '" + value + "'");
        }
    }
}
