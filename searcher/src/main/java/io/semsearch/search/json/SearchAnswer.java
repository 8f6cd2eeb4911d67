package io.semsearch.search.json;

import io.semsearch.search.Contribution;
import io.semsearch.search.Query;
import io.semsearch.search.SearchResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A search result as a client gets it.
 *
 * @param query        the query as people read it, such as {@code dog running + snow*0.5 - beach}
 * @param result       what was found
 * @param explanations what the parts of the query add to the similarity of an image, by image id; empty if nobody asked
 * */
public record SearchAnswer(String query, SearchResult result, Map<Long, List<Contribution>> explanations) {

    /** Copies. */
    public SearchAnswer {
        Map<Long, List<Contribution>> copies = new HashMap<>();
        explanations.forEach((imageId, parts) -> copies.put(imageId, List.copyOf(parts)));
        explanations = Map.copyOf(copies);
    }

    /** An answer without explanations. */
    public static SearchAnswer of(SearchResult result) {
        return new SearchAnswer(describe(result.query()), result, Map.of());
    }

    /** A query as people read it. */
    public static String describe(Query query) {
        return QueryDescription.of(query);
    }
}
