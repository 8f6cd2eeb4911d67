package io.semsearch.cli;

import io.semsearch.search.ImageSearcher;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Image to images. */
@Command(name = "similar",
        description = "Find the photos that are most like a photo of the collection, which itself is left out.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch similar 42", "  semsearch similar 42 --space features -k 5 --gallery similar.html"})
final class SimilarCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private SearchOptionsMixin search = new SearchOptionsMixin();

    @Mixin
    private SearchOutput output = new SearchOutput();

    @Option(names = "--space", paramLabel = "semantic|features", defaultValue = "semantic",
            description = "What is compared: the learned semantic vectors, or the features they come from. Default: "
                    + "${DEFAULT-VALUE}.")
    private Space space = Space.SEMANTIC;

    @Parameters(paramLabel = "ID", description = "The photo's number.")
    private long imageId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SearchOptions options = search.options().withSpace(space);
        try (ImageSearcher searcher = ImageSearcher.open(collection.existing())) {
            SearchResult result = searcher.search(Query.image(imageId), options);
            output.print(Console.of(spec), "like image " + imageId + " by " + space.name().toLowerCase(Locale.ROOT),
                    result, Map.of());
        }
        return ExitCode.OK;
    }
}
