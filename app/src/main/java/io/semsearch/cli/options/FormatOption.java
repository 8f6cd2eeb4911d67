package io.semsearch.cli.options;

import picocli.CommandLine.Option;

/** {@code --format}: for people or for programs. */
public final class FormatOption {

    /** The forms a result can take. */
    enum Format {
        /** Aligned text. */
        TABLE,
        /** One JSON value. */
        JSON
    }

    @Option(names = "--format", paramLabel = "table|json", defaultValue = "table",
            description = "A table for people, or JSON for programs. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    public boolean isJson() {
        return format == Format.JSON;
    }
}
