package io.semsearch.cli.options;

import java.util.Locale;

/** Values of options as users write them. */
final class OptionValues {

    private OptionValues() {}

    /** A constant as users write it: {@code in-batch-hardest}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
