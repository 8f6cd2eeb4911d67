package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.SemsearchCommand;
import io.semsearch.cli.options.CollectionsOption;
import io.semsearch.cli.options.HubnessConverter;
import io.semsearch.cli.options.PhotoOptions;
import io.semsearch.cli.options.QueryOptions;
import io.semsearch.cli.options.SearchOptionsMixin;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.Profile;
import io.semsearch.cli.output.SearchOutput;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.operations.photos.EncodePhotos;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.SearchableCollection;
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
@Command(name = "search", description = "Find the photos that match a sentence.", footerHeading = "%nExamples:%n",
        footer = {
                "  semsearch search two dogs on a beach", "  semsearch search -c ~/coco -k 5 --format json a red bus",
                "  semsearch search --gallery dogs.html dogs playing in snow",
                "  semsearch search --explain a red boat at night",
                "  semsearch search dog running --plus 'snow*0.5' --minus beach --image 12",
                "  semsearch search dog --photo 'beach.jpg*0.5'",
                "  semsearch search -c holidays -c family a dog on a beach",
                "  semsearch search a dog --where 'taken:[2019 TO 2020] AND camera:Canon*'",
                "  semsearch search a bride --relevant 7 12 --nonrelevant 40",
                "  semsearch search a dog --where 'split:val AND NOT beach' --collapse 0.95",
                "  semsearch search a dragon --min-confidence 0.8"})
public final class SearchCommand implements Callable<Integer> {

    @Mixin
    private CollectionsOption collections = new CollectionsOption();

    @Mixin
    private QueryOptions queryOptions = new QueryOptions();

    @Mixin
    private SearchOptionsMixin search = new SearchOptionsMixin();

    @Option(names = "--min-confidence", paramLabel = "X",
            description = "Leave out hits with a lower confidence. 0.8: a hit beats the best hit of 80 %% of "
                    + "random-word queries.")
    private @Nullable Double minConfidence;

    @Option(names = "--hubness", paramLabel = "none|csls|qb-norm", converter = HubnessConverter.class,
            description = "How to correct for hubs, photos that are similar to every sentence. Default: csls if the "
                    + "query has text and the index has hub penalties, otherwise none.")
    private @Nullable HubnessCorrection hubness;

    @Mixin
    private SearchOutput output = new SearchOutput();

    @Option(names = "--explain",
            description = "Show how much each word and photo of the query contributes to each similarity.")
    private boolean explain;

    @Parameters(arity = "0..*", paramLabel = "WORD",
            description = "The sentence, quoted or not. After -- a word may begin with a dash.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Profile profile = SemsearchCommand.profile(spec);
        if (explain && collections.areSeveral()) {
            throw new IllegalArgumentException("--explain needs one collection: name one with -c");
        }
        String sentence = String.join(" ", words);
        Query query = queryOptions.query(sentence, EncodePhotos.run(new EncodePhotos.Options(collections.first(),
                queryOptions.photos(), PhotoOptions.encoders()), Console.of(spec)));
        SearchOptions asked = search
                .options(minConfidence == null ? OptionalDouble.empty() : OptionalDouble.of(minConfidence));
        profile.done("command line");
        try (SearchableCollection searcher = collections.open()) {
            profile.done("opening model and index");
            SearchOptions options = tellsConfidence(searcher, sentence) ? asked.withMinConfidence(0) : asked;
            options = hubness == null ? options : options.withHubness(hubness);
            SearchResult result = searcher.search(query, options);
            profile.searched(result);
            Map<Long, List<Contribution>> explanations = new HashMap<>();
            for (Hit hit : explain ? result.hits() : List.<Hit>of()) {
                long id = hit.image().id();
                explanations.put(id, searcher.explain(query, options.space(), id));
            }
            Console console = Console.of(spec);
            output.print(console, queryOptions.shown(sentence), result, explanations);
            output.tell(profile, console);
        }
        return ExitCode.OK;
    }

    /** The collection that is searched, or the first of several. */
    public Path collection() throws IOException {
        return collections.first().existing().path();
    }

    /** The sentence's; may be empty. */
    public List<String> words() {
        return words;
    }

    /** Confidence is shown wherever it can be computed. */
    private boolean tellsConfidence(SearchableCollection searcher, String sentence) throws IOException {
        return minConfidence == null && search.space() == Space.SEMANTIC && queryOptions.hasText(sentence)
                && searcher.info().manifest().calibration().filter(measured -> !measured.background().isEmpty())
                        .isPresent();
    }
}
