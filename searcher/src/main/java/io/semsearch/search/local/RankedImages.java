package io.semsearch.search.local;

import io.semsearch.search.SearchMode;
import io.semsearch.search.index.Neighbour;
import io.semsearch.search.index.VectorSearch;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole list of accepted images, best first, computed as far as needed.
 *
 * <p>Approximate search finds the first efSearch images; if more are needed, the others follow, compared exactly. So
 * the list contains every image once, also those that the graph search has missed, and its beginning does not depend on
 * how much of it is needed: pages are consistent parts of one list. */
final class RankedImages {

    private final VectorSearch search;
    private final SearchMode mode;
    private final int efSearch;
    private List<Neighbour> found = List.of();
    private VectorSearch.@Nullable Candidates candidates;
    private boolean complete;

    /** @param mode EXACT or HNSW */
    RankedImages(VectorSearch search, SearchMode mode, int efSearch) {
        this.search = search;
        this.mode = mode;
        this.efSearch = efSearch;
    }

    /** The first images: at least this number, or all; fewer after a timeout. A longer list begins with the shorter
     * ones. */
    List<Neighbour> first(int count) throws IOException {
        if (found.size() >= count || complete) {
            return found;
        }
        List<Neighbour> longer = mode == SearchMode.EXACT ? search.exact(count, Set.of()) : approximate(count);
        if (search.wasCut() && !found.isEmpty()) {
            complete = true; // the images of a search that was cut are others, not more
            return found;
        }
        found = longer;
        complete = found.size() < count;
        return found;
    }

    /** Number of images in the whole list. */
    int size() throws IOException {
        return search.candidates();
    }

    private List<Neighbour> approximate(int count) throws IOException {
        if (candidates == null) {
            candidates = search.approximate(efSearch);
        }
        List<Neighbour> best = candidates.best(count);
        if (best.size() == count) {
            return best;
        }
        Set<Long> ids = best.stream().map(Neighbour::imageId).collect(Collectors.toCollection(HashSet::new));
        return Stream.concat(best.stream(), search.exact(count - best.size(), ids).stream()).toList();
    }
}
