package io.semsearch.cli;

import io.semsearch.search.Effort;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Selection;
import io.semsearch.search.Space;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How an answer is looked for, alike for all commands that search. */
final class SearchOptionsMixin {

    private final OptionSpec exact = OptionSpec.builder("--exact").description("Compare with every image.").build();
    private final OptionSpec hnsw = OptionSpec.builder("--hnsw")
            .description("Walk the graph: approximate, faster in large collections. Default: whichever was seen to be "
                    + "faster.")
            .build();
    private final OptionSpec recall = OptionSpec.builder("--recall").type(Double.class).paramLabel("X")
            .description(
                    "Keep as many candidates in view as have found this share of the true first ten when the index "
                            + "was measured. Default: 0.99.")
            .build();
    private final OptionSpec efSearch = OptionSpec.builder("--ef-search").type(Integer.class).paramLabel("N")
            .description("Candidates that approximate search keeps in view, at least k: more finds better, slower.")
            .build();
    private final OptionSpec k = OptionSpec.builder("-k").type(int.class).paramLabel("N").defaultValue("10")
            .description("Number of hits. Default: ${DEFAULT-VALUE}.").build();
    private final OptionSpec space = OptionSpec.builder("--space").type(Space.class).paramLabel("semantic|features")
            .defaultValue("semantic")
            .description("What is compared: the learned semantic vectors, or the features they come from. Default: "
                    + "${DEFAULT-VALUE}.")
            .build();
    private final OptionSpec where = OptionSpec.builder("--where").type(String.class).paramLabel("FILTER")
            .description(
                    "Only photos of which this is told, in Lucene's syntax: words of captions, id, file_name, width, "
                            + "height, split, tag; as in 'split:val AND width:[500 TO *] AND NOT beach'.")
            .build();
    private final OptionSpec collapse = OptionSpec.builder("--collapse").type(Double.class).paramLabel("X")
            .description("Of photos whose features are at least so similar, show the first alone: 0.95, say.").build();
    private final OptionSpec timeout = OptionSpec.builder("--timeout").type(Long.class).paramLabel("MS")
            .description("End after so many milliseconds, with what was found until then.").build();
    private final OptionSpec pageToken = OptionSpec.builder("--page-token").type(String.class)
            .paramLabel("first|TOKEN")
            .description(
                    "Show hits page by page: 'first' tells the token that the same call brings the next page with.")
            .build();

    void addTo(CommandSpec command) {
        command.addArgGroup(ArgGroupSpec.builder().addArg(exact).addArg(hnsw).build());
        command.addArgGroup(ArgGroupSpec.builder().addArg(recall).addArg(efSearch).build());
        Stream.of(k, space, where, collapse, timeout, pageToken).forEach(command::addOption);
    }

    /** @param minConfidence empty to tell none */
    SearchOptions options(OptionalDouble minConfidence) {
        Selection selection = new Selection(Optional.ofNullable(where.getValue()), minConfidence,
                OptionValues.number(collapse));
        SearchOptions options = SearchOptions.top(k.getValue()).withSpace(space()).withEffort(effort())
                .withSelection(selection);
        String token = pageToken.getValue();
        return token == null ? options : options.withPageToken(token);
    }

    Space space() {
        return space.getValue();
    }

    private Effort effort() {
        SearchMode mode = OptionValues.isSet(exact)
                ? SearchMode.EXACT
                : OptionValues.isSet(hnsw) ? SearchMode.HNSW : SearchMode.AUTO;
        Integer candidates = efSearch.getValue();
        return new Effort(mode, candidates == null ? OptionalInt.empty() : OptionalInt.of(candidates),
                OptionValues.number(recall),
                Optional.<Long>ofNullable(timeout.getValue()).map(Duration::ofMillis));
    }
}
