package io.semsearch.cli.options;

import io.semsearch.operations.training.ValidationData;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which images are validated on, and not trained on. */
public final class ValidationOptions {

    @ArgGroup
    private @Nullable Choice choice;

    /** One of two. */
    private static final class Choice {

        @Option(names = "--validation-captions", arity = "1..*", paramLabel = "F",
                description = "Captions of the photos to validate on; --features must have their features.")
        private List<Path> files = List.of();

        @Option(names = "--validation-share", paramLabel = "X", converter = ShareConverter.class,
                description = "Share of the photos of --captions to validate on, drawn by --seed. Default: "
                        + "${bundle:default.validation-share}.")
        private @Nullable Double share;
    }

    /** What was chosen, or the default. */
    public ValidationData data() {
        if (choice == null) {
            return ValidationData.DEFAULT;
        }
        return choice.share != null
                ? new ValidationData.Share(choice.share)
                : new ValidationData.Captions(choice.files);
    }
}
