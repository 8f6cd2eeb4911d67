package io.semsearch.search;

import io.semsearch.hubness.HubnessCorrection;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The result of a search.
 *
 * @param query        the query
 * @param method       how the hits were found
 * @param took         duration of the search
 * @param times        durations of its longest parts
 * @param partial      true after a timeout: better hits may be missing
 * @param unknownWords words of the query that the model does not know, as typed, in their order; as
 *                     words they add nothing, a sentence encoder may read them
 * @param readAs       unknown words of the query, as typed, and the known words that they were read as
 * @param suggestions  for some unknown words, known words of similar spelling, the most similar first
 * @param hits         by descending corrected similarity; ties by ascending image id
 * @param nextPage     token of the next page; empty if there is none, no pages were asked for, or the result is
 *                     partial. The list of hits ends before all images were looked at only if {@code partial} or {@link
 *                     Method#lookedAt} says so */
public record SearchResult(Query query, Method method, Duration took, Times times, boolean partial,
        List<String> unknownWords, Map<String, String> readAs, Map<String, List<String>> suggestions, List<Hit> hits,
        Optional<String> nextPage) {

    /** Copies. */
    public SearchResult {
        unknownWords = List.copyOf(unknownWords);
        readAs = Collections.unmodifiableMap(new LinkedHashMap<>(readAs));
        suggestions = Collections.unmodifiableMap(new LinkedHashMap<>(suggestions));
        hits = List.copyOf(hits);
    }

    /** A result of a query whose words are all known or left out. */
    public SearchResult(Query query, Method method, Duration took, Times times, boolean partial,
            List<String> unknownWords, Map<String, List<String>> suggestions, List<Hit> hits,
            Optional<String> nextPage) {
        this(query, method, took, times, partial, unknownWords, Map.of(), suggestions, hits, nextPage);
    }

    /** How hits were found.
     *
     * @param mode     {@link SearchMode#EXACT} or {@link SearchMode#HNSW}
     * @param efSearch number of candidates; 0 for exact search
     * @param hubness  correction of hubs
     * @param lookedAt number of images that were looked at, if {@link Selection#minConfidence} ended the list there
     *                 though there are more; else empty */
    public record Method(SearchMode mode, int efSearch, HubnessCorrection hubness, OptionalInt lookedAt) {}

    /** Durations of the parts of a search.
     *
     * @param composing to make the vector of the query
     * @param comparing to compare it with images, and to choose the hits
     * @param reading   to read the stored fields of the hits */
    public record Times(Duration composing, Duration comparing, Duration reading) {

        /** Not measured. */
        public static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** {@link SearchMode#EXACT} or {@link SearchMode#HNSW}. */
    public SearchMode mode() {
        return method.mode();
    }
}
