package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.DuplicatesOutput;
import io.semsearch.cli.reports.Gallery;
import io.semsearch.operations.photos.FindDuplicates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A collection to the photos that it has more than once. */
@Command(name = "duplicates",
        description = "Find photos that occur more than once: the same bytes, nearly the same picture, or a burst of "
                + "shots. Nothing is removed.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch duplicates -c mine --gallery duplicates.html",
                "  semsearch duplicates -c mine --similarity 0.97 --format json"})
public final class DuplicatesCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--similarity", paramLabel = "X",
            description = "Least cosine of the features of two photos. Higher: fewer clusters, of more similar photos. "
                    + "Default: 0.94; of the built-in encoder, 0.997.")
    private @Nullable Double similarity;

    @Option(names = "--burst", paramLabel = "SECONDS", defaultValue = "5",
            description = "Photos taken at most so long after one another are a burst. Default: ${DEFAULT-VALUE}.")
    private long burst = FindDuplicates.Options.DEFAULT_BURST.toSeconds();

    @Option(names = "--gallery", paramLabel = "F.html", description = "Also write a web page that shows the photos.")
    private @Nullable Path gallery;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        FindDuplicates.Result result = FindDuplicates.run(new FindDuplicates.Options(collection.collection(),
                similarity == null ? OptionalDouble.empty() : OptionalDouble.of(similarity),
                Duration.ofSeconds(burst)), console);
        DuplicatesOutput output = new DuplicatesOutput(result);
        if (gallery != null) {
            output.write(new Gallery(gallery, "Photos that occur more than once"));
            console.note("gallery: %s", gallery.toUri());
        }
        output.print(console, format.isJson());
        return ExitCode.OK;
    }
}
