package io.semsearch.search;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a query.
 *
 * @param query        what was asked
 * @param mode         how the hits were found: {@link SearchMode#EXACT} or {@link SearchMode#HNSW}
 * @param took         from the question to the answer
 * @param unknownWords words of the text that the model does not know and that were left out, in their order
 * @param suggestions  for some of them the nearest spellings that the model knows, best first
 * @param hits         by falling similarity; equally similar ones by rising image id */
public record SearchResult(Query query, SearchMode mode, Duration took, List<String> unknownWords,
        Map<String, List<String>> suggestions, List<Hit> hits) {

    /** Copies. */
    public SearchResult {
        unknownWords = List.copyOf(unknownWords);
        suggestions = Collections.unmodifiableMap(new LinkedHashMap<>(suggestions));
        hits = List.copyOf(hits);
    }
}
