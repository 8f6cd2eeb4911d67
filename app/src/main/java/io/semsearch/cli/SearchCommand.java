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
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Text to images. Declared without annotations, as is all that a search needs ({@link SemsearchCommand}). */
final class SearchCommand implements Callable<Integer> {

    private final OptionSpec collection = CollectionOption.option();
    private final QueryOptions queryOptions = new QueryOptions();
    private final SearchOptionsMixin search = new SearchOptionsMixin();
    private final OptionSpec minConfidence = OptionSpec.builder("--min-confidence").type(Double.class).paramLabel("X")
            .description(
                    "Leave out hits that one can have less confidence in: 0.8 keeps those that stand out more than the "
                            + "best hits of four in five meaningless sentences.")
            .build();
    private final OptionSpec hubness = OptionSpec.builder("--hubness").type(HubnessCorrection.class)
            .converters(new HubnessConverter()).paramLabel("none|csls|qb-norm")
            .description("How photos that are near to every sentence are held back. Default: csls, if the sentence has "
                    + "words and the index knows its hubs.")
            .build();
    private final SearchOutput output = new SearchOutput();
    private final OptionSpec explain = OptionSpec.builder("--explain")
            .description("Split each similarity into what the words and photos of the query add to it.").build();
    private final PositionalParamSpec words = PositionalParamSpec.builder().arity("0..*").type(List.class)
            .auxiliaryTypes(String.class).initialValue(List.of()).paramLabel("WORD")
            .description("The sentence; quoted or not.").build();
    private final CommandSpec spec;

    SearchCommand() {
        spec = CommandSpec.wrapWithoutInspection(this).name("search");
        spec.usageMessage().description("Find the photos that a sentence describes.").footerHeading("%nExamples:%n")
                .footer("  semsearch search two dogs on a beach",
                        "  semsearch search -c ~/coco -k 5 --format json a red bus",
                        "  semsearch search --gallery dogs.html dogs playing in snow",
                        "  semsearch search --explain a red boat at night",
                        "  semsearch search dog running --plus 'snow*0.5' --minus beach --image 12",
                        "  semsearch search a bride --relevant 7 12 --nonrelevant 40",
                        "  semsearch search a dog --where 'split:val AND NOT beach' --collapse 0.95",
                        "  semsearch search a dragon --min-confidence 0.8");
        spec.addOption(collection);
        queryOptions.addTo(spec);
        search.addTo(spec);
        spec.addOption(minConfidence).addOption(hubness);
        output.addTo(spec);
        spec.addOption(explain).addPositional(words);
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Profile profile = SemsearchCommand.profile(spec);
        String sentence = String.join(" ", words());
        Query query = queryOptions.query(sentence);
        SearchOptions asked = search.options(OptionValues.number(minConfidence));
        profile.done("command line");
        try (ImageSearcher searcher = ImageSearcher.open(collection())) {
            profile.done("opening model and index");
            SearchOptions options = tellsConfidence(searcher, sentence) ? asked.withMinConfidence(0) : asked;
            HubnessCorrection correction = hubness.getValue();
            options = correction == null ? options : options.withHubness(correction);
            SearchResult result = searcher.search(query, options);
            profile.searched(result);
            Map<Long, List<Contribution>> explanations = new HashMap<>();
            for (Hit hit : OptionValues.isSet(explain) ? result.hits() : List.<Hit>of()) {
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
        return CollectionOption.of(collection).existing();
    }

    /** The sentence's; may be empty. */
    List<String> words() {
        return words.getValue();
    }

    /** Confidence is told wherever it can be. */
    private boolean tellsConfidence(ImageSearcher searcher, String sentence) throws IOException {
        return minConfidence.getValue() == null && search.space() == Space.SEMANTIC && queryOptions.hasText(sentence)
                && searcher.info().manifest().calibration().filter(measured -> !measured.background().isEmpty())
                        .isPresent();
    }
}
