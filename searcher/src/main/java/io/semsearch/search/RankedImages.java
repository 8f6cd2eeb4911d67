package io.semsearch.search;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All accepted images, as an answer has them, found as far as they are asked for.
 *
 * <p>Approximate search finds the first efSearch of them; if more are asked for, the others follow, compared exactly. So
 * the list holds every image once, whatever the graph has missed, and its beginning does not depend on how much of it is
 * asked for: pages part it. */
final class RankedImages {

    private final VectorSearch search;
    private final SearchMode mode;
    private final int efSearch;
    private List<Neighbour> found = List.of();
    private VectorSearch.@Nullable Walked walked;
    private boolean complete;

    /** @param mode EXACT or HNSW */
    RankedImages(VectorSearch search, SearchMode mode, int efSearch) {
        this.search = search;
        this.mode = mode;
        this.efSearch = efSearch;
    }

    /** At least so many, or all there are; best first. */
    List<Neighbour> first(int count) throws IOException {
        if (found.size() >= count || complete) {
            return found;
        }
        found = mode == SearchMode.EXACT ? search.exact(count, Set.of()) : walked(count);
        complete = found.size() < count;
        return found;
    }

    /** How many images there are in all. */
    int size() throws IOException {
        return search.candidates();
    }

    private List<Neighbour> walked(int count) throws IOException {
        if (walked == null) {
            walked = search.walk(efSearch);
        }
        List<Neighbour> best = walked.best(count);
        if (best.size() == count) {
            return best;
        }
        Set<Long> ids = best.stream().map(Neighbour::imageId).collect(Collectors.toCollection(HashSet::new));
        return Stream.concat(best.stream(), search.exact(count - best.size(), ids).stream()).toList();
    }
}
