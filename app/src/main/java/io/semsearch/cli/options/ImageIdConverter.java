package io.semsearch.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a photo, in all options and parameters alike: any whole number of 64 bits. */
public final class ImageIdConverter implements ITypeConverter<Long> {

    @Override
    public Long convert(String value) {
        try {
            return parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The id that is written.
     *
     * @throws IllegalArgumentException if it is none */
    public static long parse(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected the id of a photo of the collection, a whole number as search and "
                            + "show print it, got '" + value + "'",
                    e);
        }
    }
}
