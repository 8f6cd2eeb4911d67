package io.semsearch.cli;

import java.util.OptionalDouble;
import picocli.CommandLine.Model.OptionSpec;

/** What options without annotations were given. */
final class OptionValues {

    private OptionValues() {}

    /** True if a flag was given. */
    static boolean isSet(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    /** The number that an option of type {@link Double} was given, if it was. */
    static OptionalDouble number(OptionSpec option) {
        Double value = option.getValue();
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
