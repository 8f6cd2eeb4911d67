package io.semsearch.cli.options;

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

/** The options of all commands that search: how many hits, of which photos, and how they are found. */
public final class SearchOptionsMixin {

    @Option(names = "-k", paramLabel = "N", defaultValue = "10",
            description = "Number of hits. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(names = "--space", paramLabel = "semantic|features", defaultValue = "semantic",
            description = "Which vectors to compare: the learned semantic vectors, or the image features. Default: "
                    + "${DEFAULT-VALUE}.")
    private Space space = Space.SEMANTIC;

    @Option(names = "--where", paramLabel = "FILTER",
            description = "Only photos that match this filter on the words of captions (of generated ones: "
                    + "generated:dog), id, file_name, width, height, split, tag, taken, camera, latitude and "
                    + "longitude, as in 'split:val AND width:>=500 AND NOT beach'. AND binds tighter than OR.")
    private @Nullable String where;

    @Option(names = "--collapse", paramLabel = "X",
            description = "Show only the first of several near-duplicates: photos whose features have at least this "
                    + "cosine, such as 0.95.")
    private @Nullable Double collapse;

    @ArgGroup
    private @Nullable ModeChoice mode;

    @ArgGroup
    private @Nullable Candidates candidates;

    @Option(names = "--timeout", paramLabel = "MS",
            description = "Stop after this many milliseconds, and return the best hits so far.")
    private @Nullable Long timeout;

    @Option(names = "--page-token", paramLabel = "first|TOKEN",
            description = "Show hits page by page: 'first' prints a token, with which the same call shows the next "
                    + "page.")
    private @Nullable String pageToken;

    /** One of two. */
    private static final class ModeChoice {

        @Option(names = "--exact", description = "Compare with every photo.")
        @SuppressWarnings("UnusedVariable") // picocli writes it; that it is set means that hnsw is not
        private boolean exact;

        @Option(names = "--hnsw",
                description = "Walk the graph: approximate, and faster in large collections. Default: --exact up to "
                        + "64 MiB of vectors, --hnsw beyond.")
        private boolean hnsw;
    }

    /** One of two. */
    private static final class Candidates {

        @Option(names = "--recall", paramLabel = "X",
                description = "Approximate search keeps as many candidates as found this share of the true first 10 "
                        + "when the index was measured. Default: 0.99.")
        private @Nullable Double recall;

        @Option(names = "--ef-search", paramLabel = "N",
                description = "Candidates that approximate search keeps, at least k: more give better recall and take "
                        + "longer.")
        private @Nullable Integer efSearch;
    }

    /** @param minConfidence empty to tell none */
    public SearchOptions options(OptionalDouble minConfidence) {
        Selection selection = new Selection(Optional.ofNullable(where), minConfidence,
                collapse == null ? OptionalDouble.empty() : OptionalDouble.of(collapse));
        SearchOptions options = SearchOptions.top(k).withSpace(space).withEffort(effort()).withSelection(selection);
        return pageToken == null ? options : options.withPageToken(pageToken);
    }

    public Space space() {
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
