package io.semsearch.search;

import io.semsearch.hubness.HubnessCorrection;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer to a query.
 *
 * @param query        what was asked
 * @param method       how the hits were found
 * @param took         from the question to the answer
 * @param times        what the longest parts of it took
 * @param partial      true if the time was over before all was looked at: better hits may be missing
 * @param unknownWords words of the texts that the model does not know and that were left out, in their order
 * @param suggestions  for some of them the nearest spellings that the model knows, best first
 * @param hits         by falling corrected similarity; equally similar ones by rising image id
 * @param nextPage     what brings the next page; empty if there is none, no pages were asked for, or the answer is partial */
public record SearchResult(Query query, Method method, Duration took, Times times, boolean partial,
        List<String> unknownWords, Map<String, List<String>> suggestions, List<Hit> hits, Optional<String> nextPage) {

    /** Copies. */
    public SearchResult {
        unknownWords = List.copyOf(unknownWords);
        suggestions = Collections.unmodifiableMap(new LinkedHashMap<>(suggestions));
        hits = List.copyOf(hits);
    }

    /** How hits were found.
     *
     * @param mode     {@link SearchMode#EXACT} or {@link SearchMode#HNSW}
     * @param efSearch candidates that were kept in view; 0 where all images were compared
     * @param hubness  how hubs were held back */
    public record Method(SearchMode mode, int efSearch, HubnessCorrection hubness) {}

    /** What parts of a search took.
     *
     * @param composing the query became a vector
     * @param comparing vectors of images were compared with it, hits were chosen
     * @param reading   what is stored of the hits was read */
    public record Times(Duration composing, Duration comparing, Duration reading) {}

    /** {@link SearchMode#EXACT} or {@link SearchMode#HNSW}. */
    public SearchMode mode() {
        return method.mode();
    }
}
