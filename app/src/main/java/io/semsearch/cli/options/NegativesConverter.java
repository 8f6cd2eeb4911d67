package io.semsearch.cli.options;

import io.semsearch.trainer.config.Negatives;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code in-batch} as {@link Negatives#IN_BATCH}. */
final class NegativesConverter implements ITypeConverter<Negatives> {

    @Override
    public Negatives convert(String value) {
        return Arrays.stream(Negatives.values())
                .filter(negatives -> OptionValues.name(negatives).equals(value.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of " + Arrays.stream(Negatives.values())
                        .map(OptionValues::name).collect(Collectors.joining(", ")) + ", got '" + value + "'"));
    }
}
