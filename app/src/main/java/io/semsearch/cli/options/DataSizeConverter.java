package io.semsearch.cli.options;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 4GiB}, {@code 512m} or {@code 1000000} as bytes. */
public final class DataSizeConverter implements ITypeConverter<Long> {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([kmgt]?)(?:i?b)?");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40);

    @Override
    public Long convert(String value) {
        Matcher matcher = SIZE.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new TypeConversionException("expected a size such as 4GiB or 512MiB, got '" + value + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        int shift = SHIFTS.getOrDefault(matcher.group(2), 0);
        if (number > Long.MAX_VALUE >> shift) {
            throw new TypeConversionException("'" + value + "' is more than can be counted");
        }
        return number << shift;
    }
}
