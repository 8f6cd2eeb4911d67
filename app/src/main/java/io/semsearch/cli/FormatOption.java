package io.semsearch.cli;

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

    @Option(names = "--format", paramLabel = "table|json", defaultValue = "table",
            description = "For people, or for programs. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    boolean isJson() {
        return format == Format.JSON;
    }
}
