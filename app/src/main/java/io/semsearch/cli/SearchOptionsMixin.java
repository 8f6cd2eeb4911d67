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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How an answer is looked for, alike for all commands that search. */
final class SearchOptionsMixin {

    @Option(names = "-k", paramLabel = "N", defaultValue = "10",
            description = "Number of hits. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(names = "--space", paramLabel = "semantic|features", defaultValue = "semantic",
            description = "What is compared: the learned semantic vectors, or the features they come from. Default: "
                    + "${DEFAULT-VALUE}.")
    private Space space = Space.SEMANTIC;

    @Option(names = "--where", paramLabel = "FILTER",
            description = "Only photos of which this is told, in Lucene's syntax: words of captions, id, file_name, width, "
                    + "height, split, tag; as in 'split:val AND width:[500 TO *] AND NOT beach'.")
    private @Nullable String where;

    @Option(names = "--collapse", paramLabel = "X",
            description = "Of photos whose features are at least so similar, show the first alone: 0.95, say.")
    private @Nullable Double collapse;

    @ArgGroup
    private @Nullable ModeChoice mode;

    @ArgGroup
    private @Nullable Candidates candidates;

    @Option(names = "--timeout", paramLabel = "MS",
            description = "End after so many milliseconds, with what was found until then.")
    private @Nullable Long timeout;

    @Option(names = "--page-token", paramLabel = "first|TOKEN",
            description = "Show hits page by page: 'first' tells the token that the same call brings the next page with.")
    private @Nullable String pageToken;

    /** One of two. */
    private static final class ModeChoice {

        @Option(names = "--exact", description = "Compare with every image.")
        @SuppressWarnings("UnusedVariable") // picocli writes it; that it is set means that hnsw is not
        private boolean exact;

        @Option(names = "--hnsw", description = "Walk the graph: approximate, faster in large collections. Default: "
                + "whichever was seen to be faster.")
        private boolean hnsw;
    }

    /** One of two. */
    private static final class Candidates {

        @Option(names = "--recall", paramLabel = "X",
                description = "Keep as many candidates in view as have found this share of the true first ten when the index "
                        + "was measured. Default: 0.99.")
        private @Nullable Double recall;

        @Option(names = "--ef-search", paramLabel = "N",
                description = "Candidates that approximate search keeps in view, at least k: more finds better, slower.")
        private @Nullable Integer efSearch;
    }

    /** @param minConfidence empty to tell none */
    SearchOptions options(OptionalDouble minConfidence) {
        Selection selection = new Selection(Optional.ofNullable(where), minConfidence,
                collapse == null ? OptionalDouble.empty() : OptionalDouble.of(collapse));
        SearchOptions options = SearchOptions.top(k).withSpace(space).withEffort(effort()).withSelection(selection);
        return pageToken == null ? options : options.withPageToken(pageToken);
    }

    Space space() {
        return space;
    }

    private Effort effort() {
        SearchMode chosen = mode == null ? SearchMode.AUTO : mode.hnsw ? SearchMode.HNSW : SearchMode.EXACT;
        Integer efSearch = candidates == null ? null : candidates.efSearch;
        Double recall = candidates == null ? null : candidates.recall;
        return new Effort(chosen, efSearch == null ? OptionalInt.empty() : OptionalInt.of(efSearch),
                recall == null ? OptionalDouble.empty() : OptionalDouble.of(recall),
                Optional.ofNullable(timeout).map(Duration::ofMillis));
    }
}
