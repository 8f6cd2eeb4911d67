package io.semsearch.cli;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.ImageSearcher;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Text to images. */
@Command(name = "search", description = "Find the photos that a sentence describes.", footerHeading = "%nExamples:%n",
        footer = {
                "  semsearch search two dogs on a beach", "  semsearch search -c ~/coco -k 5 --format json a red bus",
                "  semsearch search --gallery dogs.html dogs playing in snow",
                "  semsearch search --explain a red boat at night",
                "  semsearch search dog running --plus 'snow*0.5' --minus beach --image 12",
                "  semsearch search a bride --relevant 7 12 --nonrelevant 40",
                "  semsearch search a dog --where 'split:val AND NOT beach' --collapse 0.95",
                "  semsearch search a dragon --min-confidence 0.8"})
final class SearchCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private QueryOptions queryOptions = new QueryOptions();

    @Mixin
    private SearchOptionsMixin search = new SearchOptionsMixin();

    @Option(names = "--min-confidence", paramLabel = "X",
            description = "Leave out hits that one can have less confidence in: 0.8 keeps those that stand out more than the "
                    + "best hits of four in five meaningless sentences.")
    private @Nullable Double minConfidence;

    @Option(names = "--hubness", paramLabel = "none|csls|qb-norm", converter = HubnessConverter.class,
            description = "How photos that are near to every sentence are held back. Default: csls, if the sentence has words "
                    + "and the index knows its hubs.")
    private @Nullable HubnessCorrection hubness;

    @Mixin
    private SearchOutput output = new SearchOutput();

    @Option(names = "--explain",
            description = "Split each similarity into what the words and photos of the query add to it.")
    private boolean explain;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "The sentence; quoted or not.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Profile profile = SemsearchCommand.profile(spec);
        String sentence = String.join(" ", words);
        Query query = queryOptions.query(sentence);
        SearchOptions asked = search
                .options(minConfidence == null ? OptionalDouble.empty() : OptionalDouble.of(minConfidence));
        profile.done("command line");
        try (ImageSearcher searcher = ImageSearcher.open(collection.existing())) {
            profile.done("opening model and index");
            SearchOptions options = tellsConfidence(searcher, sentence) ? asked.withMinConfidence(0) : asked;
            options = hubness == null ? options : options.withHubness(hubness);
            SearchResult result = searcher.search(query, options);
            profile.searched(result);
            Map<Long, List<Contribution>> explanations = new HashMap<>();
            for (Hit hit : explain ? result.hits() : List.<Hit>of()) {
                long id = hit.image().image().id();
                explanations.put(id, searcher.explain(query, options.space(), id));
            }
            Console console = Console.of(spec);
            output.print(console, queryOptions.shown(sentence), result, explanations);
            output.tell(profile, console);
        }
        return ExitCode.OK;
    }

    /** The collection that is searched. */
    Path collection() throws IOException {
        return collection.existing();
    }

    /** The sentence's; may be empty. */
    List<String> words() {
        return words;
    }

    /** Confidence is told wherever it can be. */
    private boolean tellsConfidence(ImageSearcher searcher, String sentence) throws IOException {
        return minConfidence == null && search.space() == Space.SEMANTIC && queryOptions.hasText(sentence)
                && searcher.info().manifest().calibration().filter(measured -> !measured.background().isEmpty())
                        .isPresent();
    }
}
