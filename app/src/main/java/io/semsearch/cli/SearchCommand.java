package io.semsearch.cli;

import io.semsearch.search.ImageSearcher;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Text to images. */
@Command(name = "search", description = "Find the photos that a sentence describes.", footerHeading = "%nExamples:%n", footer = {
        "  semsearch search two dogs on a beach", "  semsearch search -c ~/coco -k 5 --format json a red bus",
        "  semsearch search --gallery dogs.html dogs playing in snow"})
final class SearchCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private SearchOptionsMixin search = new SearchOptionsMixin();

    @Mixin
    private SearchOutput output = new SearchOutput();

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
            output.print(Console.of(spec), sentence, result);
        }
        return ExitCode.OK;
    }
}
