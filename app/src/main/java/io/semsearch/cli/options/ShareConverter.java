package io.semsearch.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share between 0 and 1, both excluded. */
final class ShareConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String value) {
        double share = NumberConverters.decimal(value);
        if (!(share > 0 && share < 1)) {
            throw new TypeConversionException("expected a number between 0 and 1, got '" + value + "'");
        }
        return share;
    }
}
