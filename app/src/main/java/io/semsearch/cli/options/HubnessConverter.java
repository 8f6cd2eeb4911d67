package io.semsearch.cli.options;

import io.semsearch.hubness.HubnessCorrection;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code qb-norm}: a way to hold hubs back, as users write it. */
public final class HubnessConverter implements ITypeConverter<HubnessCorrection> {

    @Override
    public HubnessCorrection convert(String value) {
        return Arrays.stream(HubnessCorrection.values())
                .filter(correction -> name(correction).equals(value.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + Arrays.stream(HubnessCorrection.values()).map(HubnessConverter::name)
                                .collect(Collectors.joining(", "))
                        + ", got '" + value + "'"));
    }

    public static String name(HubnessCorrection correction) {
        return correction.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
