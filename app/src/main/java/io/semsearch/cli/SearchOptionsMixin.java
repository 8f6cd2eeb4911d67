package io.semsearch.cli;

import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How an answer is looked for, alike for all commands that search. */
final class SearchOptionsMixin {

    @Option(names = "-k", paramLabel = "N", defaultValue = "10",
            description = "Number of hits. Default: ${DEFAULT-VALUE}.")
    private int k;

    @ArgGroup
    private @Nullable ModeChoice mode;

    @Option(names = "--ef-search", paramLabel = "N",
            description = "Candidates that approximate search keeps in view, at least k: more finds better, slower.")
    private @Nullable Integer efSearch;

    /** One of two. */
    private static final class ModeChoice {

        @Option(names = "--exact", description = "Compare with every image.")
        @SuppressWarnings("UnusedVariable") // picocli writes it; that it is set means that hnsw is not
        private boolean exact;

        @Option(names = "--hnsw", description = "Walk the graph: approximate, faster in large collections. Default: "
                + "whichever fits the collection's size.")
        private boolean hnsw;
    }

    SearchOptions options() {
        SearchOptions options = SearchOptions.top(k);
        if (mode != null) {
            options = options.withMode(mode.hnsw ? SearchMode.HNSW : SearchMode.EXACT);
        }
        return efSearch == null ? options : options.withEfSearch(efSearch);
    }
}
