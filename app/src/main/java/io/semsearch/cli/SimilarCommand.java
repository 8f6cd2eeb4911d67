package io.semsearch.cli;

import io.semsearch.search.ImageSearcher;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Image to images. */
final class SimilarCommand implements Callable<Integer> {

    private final OptionSpec collection = CollectionOption.option();
    private final SearchOptionsMixin search = new SearchOptionsMixin();
    private final SearchOutput output = new SearchOutput();
    private final OptionSpec random = OptionSpec.builder("--random").description("Start from any photo.").build();
    private final PositionalParamSpec given = PositionalParamSpec.builder().arity("0..1").type(Long.class)
            .paramLabel("ID").description("The photo's number.").build();
    private final CommandSpec spec;

    SimilarCommand() {
        spec = CommandSpec.wrapWithoutInspection(this).name("similar");
        spec.usageMessage()
                .description("Find the photos that are most like a photo of the collection, which itself is left out.")
                .footerHeading("%nExamples:%n")
                .footer("  semsearch similar 42",
                        "  semsearch similar 42 --space features -k 5 --gallery similar.html",
                        "  semsearch similar --random");
        spec.addOption(collection);
        search.addTo(spec);
        output.addTo(spec);
        spec.addOption(random).addPositional(given);
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Long id = given.getValue();
        if ((id == null) != OptionValues.isSet(random)) {
            throw new IllegalArgumentException("name one photo by its number, or take any with --random");
        }
        Profile profile = SemsearchCommand.profile(spec);
        Console console = Console.of(spec);
        SearchOptions options = search.options(OptionalDouble.empty());
        profile.done("command line");
        try (ImageSearcher searcher = ImageSearcher.open(CollectionOption.of(collection).existing())) {
            profile.done("opening model and index");
            long imageId = id != null ? id : random(searcher, console);
            SearchResult result = searcher.search(Query.image(imageId), options);
            profile.searched(result);
            output.print(console,
                    "like image " + imageId + " by " + search.space().name().toLowerCase(Locale.ROOT), result,
                    Map.of());
            output.tell(profile, console);
        }
        return ExitCode.OK;
    }

    private static long random(ImageSearcher searcher, Console console) throws IOException {
        List<IndexedImage> drawn = searcher.sample(1, System.nanoTime());
        if (drawn.isEmpty()) {
            throw new IOException("the index has no images: add some with 'semsearch add'");
        }
        IndexedImage image = drawn.getFirst();
        console.note("image %d: %s", image.image().id(),
                Formats.line(image.captions().isEmpty() ? image.image().fileName() : image.captions().getFirst()));
        return image.image().id();
    }
}
