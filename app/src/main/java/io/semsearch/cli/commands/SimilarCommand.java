package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.SemsearchCommand;
import io.semsearch.cli.options.CollectionsOption;
import io.semsearch.cli.options.ImageIdConverter;
import io.semsearch.cli.options.PhotoOptions;
import io.semsearch.cli.options.SearchOptionsMixin;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.Profile;
import io.semsearch.cli.output.SearchOutput;
import io.semsearch.operations.Formats;
import io.semsearch.operations.photos.EncodePhotos;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.SearchableCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Image to images. */
@Command(name = "similar",
        description = "Find the photos that are most similar to a photo: one of the collection, which is left out, or "
                + "any photo file.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch similar 42", "  semsearch similar 42 --space features -k 5 --gallery similar.html",
                "  semsearch similar beach.jpg", "  semsearch similar --random"})
public final class SimilarCommand implements Callable<Integer> {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    @Mixin
    private CollectionsOption collections = new CollectionsOption();

    @Mixin
    private SearchOptionsMixin search = new SearchOptionsMixin();

    @Mixin
    private SearchOutput output = new SearchOutput();

    @Option(names = "--random", description = "Start from a random photo.")
    private boolean random;

    @Parameters(arity = "0..1", paramLabel = "ID|PHOTO",
            description = "The id of a photo of the collection, or a photo file; ./42 for a file whose name is a number.")
    private @Nullable String given;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if ((given == null) != random) {
            throw new IllegalArgumentException("name one photo, by its id or as a file, or take any with --random");
        }
        Profile profile = SemsearchCommand.profile(spec);
        Console console = Console.of(spec);
        SearchOptions options = search.options(OptionalDouble.empty());
        Optional<Like> named = given == null ? Optional.empty() : Optional.of(like(given, console));
        profile.done("command line");
        try (SearchableCollection searcher = collections.open()) {
            profile.done("opening model and index");
            Like like = named.isPresent() ? named.get() : Like.image(random(searcher, console));
            SearchResult result = searcher.search(like.query(), options);
            profile.searched(result);
            output.print(console, "like " + like.shown() + " by " + search.space().name().toLowerCase(Locale.ROOT),
                    result, Map.of());
            output.tell(profile, console);
        }
        return ExitCode.OK;
    }

    /** What the hits are to be like. */
    private record Like(Query query, String shown) {

        static Like image(long imageId) {
            return new Like(Query.image(imageId), "image " + imageId);
        }
    }

    private Like like(String photo, Console console) throws IOException {
        if (NUMBER.matcher(photo).matches()) {
            return Like.image(ImageIdConverter.parse(photo));
        }
        Path file = Path.of(photo);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(photo, null, "expected the id of a photo of the collection, or a photo file");
        }
        Query query = EncodePhotos.run(new EncodePhotos.Options(collections.first(), List.of(file),
                PhotoOptions.encoders()), console).get(file);
        return new Like(Objects.requireNonNull(query), "photo " + photo);
    }

    private static long random(SearchableCollection searcher, Console console) throws IOException {
        List<IndexedImage> drawn = searcher.sample(1, System.nanoTime());
        if (drawn.isEmpty()) {
            throw new IOException("the index has no images: add some with 'semsearch add'");
        }
        IndexedImage image = drawn.getFirst();
        console.note("image %d: %s", image.id(),
                Formats.line(image.shownCaptions().stream().findFirst().orElse("")));
        return image.id();
    }
}
