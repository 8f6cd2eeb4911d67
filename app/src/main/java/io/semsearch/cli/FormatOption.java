package io.semsearch.cli;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code --format}: for people or for programs. */
final class FormatOption {

    /** The forms a result can take. */
    enum Format {
        /** Aligned text. */
        TABLE,
        /** One JSON value. */
        JSON
    }

    private static final String NAME = "--format";
    private static final String LABEL = "table|json";
    private static final String DEFAULT = "table";
    private static final String DESCRIPTION = "For people, or for programs. Default: ${DEFAULT-VALUE}.";

    @Option(names = NAME, paramLabel = LABEL, defaultValue = DEFAULT, description = DESCRIPTION)
    private Format format = Format.TABLE;

    /** The same option, for commands without annotations. */
    static OptionSpec option() {
        return OptionSpec.builder(NAME).type(Format.class).paramLabel(LABEL).defaultValue(DEFAULT)
                .description(DESCRIPTION).build();
    }

    /** What an {@link #option} was given. */
    static boolean isJson(OptionSpec option) {
        return option.getValue() == Format.JSON;
    }

    boolean isJson() {
        return format == Format.JSON;
    }
}
