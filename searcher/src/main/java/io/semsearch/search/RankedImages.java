package io.semsearch.search;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private List<Neighbour> walked = List.of();
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
        if (mode == SearchMode.EXACT) {
            found = search.exact(count, Set.of());
        } else {
            walked = walked.isEmpty() ? search.hnsw(efSearch) : walked;
            found = walked.size() >= count ? walked : Stream.concat(walked.stream(), others(count)).toList();
        }
        complete = found.size() < count;
        return found;
    }

    /** How many images there are in all. */
    int size() throws IOException {
        return search.candidates();
    }

    private Stream<Neighbour> others(int count) throws IOException {
        Set<Long> ids = walked.stream().map(Neighbour::imageId).collect(Collectors.toCollection(HashSet::new));
        return search.exact(count - walked.size(), ids).stream();
    }
}
