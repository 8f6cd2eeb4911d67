package io.semsearch.cli;

import io.semsearch.search.Hit;
import io.semsearch.search.ImageSearcher;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.text.WordContribution;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
                "  semsearch search --explain a red boat at night"})
final class SearchCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private SearchOptionsMixin search = new SearchOptionsMixin();

    @Mixin
    private SearchOutput output = new SearchOutput();

    @Option(names = "--explain", description = "Split each similarity into what the words of the sentence add to it.")
    private boolean explain;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "The sentence; quoted or not.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String sentence = String.join(" ", words);
        SearchOptions options = search.options();
        try (ImageSearcher searcher = ImageSearcher.open(collection.existing())) {
            SearchResult result = searcher.search(Query.text(sentence), options);
            Map<Long, List<WordContribution>> explanations = new HashMap<>();
            for (Hit hit : explain ? result.hits() : List.<Hit>of()) {
                long id = hit.image().image().id();
                explanations.put(id, searcher.explain(sentence, id));
            }
            output.print(Console.of(spec), sentence, result, explanations);
        }
        return ExitCode.OK;
    }
}
