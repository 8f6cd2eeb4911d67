package io.semsearch.server.api;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Effort;
import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Selection;
import io.semsearch.search.Space;
import io.semsearch.search.json.SearchRequest;
import io.semsearch.server.http.Parameter;
import io.semsearch.server.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A search in the query string of an address: what people share and programs try first. The JSON of a search can say
 * more. */
public final class SearchParameters {

    /** Most hits of a page. */
    public static final int MOST_HITS = 200;
    /** Hits of a page if nobody says otherwise. */
    public static final int HITS = 24;
    /** A search that takes longer ends with what it has. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int MOST_CANDIDATES = 10_000;

    /** Adds the confidence to each hit. */
    static final Parameter CONFIDENCE = Parameter.flag("confidence",
            "Add the confidence of each hit where it can be known. Default: false.");
    /** Adds what the parts of the query contribute. */
    static final Parameter EXPLAIN = Parameter.flag("explain",
            "Add what each part of the query contributes to each hit. Default: false.");

    /** How to search. */
    public static final List<Parameter> OPTIONS = List.of(
            Parameter.integer("k", "Hits of a page, 1 to " + MOST_HITS + ". Default: " + HITS + "."),
            Parameter.text("page", "'first' for pages, then nextPage of the page before. Default: no pages."),
            Parameter.text("space", "semantic or features. Default: semantic."),
            Parameter.text("mode", "auto, exact or hnsw. Default: auto."),
            Parameter.integer("efSearch", "Candidates of approximate search, from k to " + MOST_CANDIDATES + "."),
            Parameter.text("hubness", "none, csls or qb-norm. Default: what suits the query."),
            Parameter.text("where", "Filter, such as 'split:val AND width:>=500'."),
            Parameter.number("minConfidence", "Least confidence of a hit, 0 to 1."),
            Parameter.number("collapse", "Near-duplicates from this cosine of features on become one hit."),
            Parameter.integer("timeoutMillis", "Then the search ends with what it has. Default and most: 10000."),
            CONFIDENCE, EXPLAIN);

    /** What to look for. */
    public static final List<Parameter> QUERY = List.of(Parameter.text("q", "Words in any order."),
            Parameter.integer("image", "Id of an image to be like; together with q, both count the same."),
            Parameter.text("like", "Ids of images that match, separated by commas."),
            Parameter.text("unlike", "Ids of images that do not match, separated by commas."));

    private SearchParameters() {}

    /** The search that a request asks for.
     *
     * @throws io.semsearch.server.http.ProblemException if it asks for nothing */
    static SearchRequest search(Request request) {
        return new SearchRequest(query(request).orElseThrow(() -> Request.bad("q", "words, or an image", "neither")),
                options(request));
    }

    /** What to look for; empty if the request does not say. */
    public static Optional<Query> query(Request request) {
        List<Query> parts = new ArrayList<>();
        request.words("q").map(Query::text).ifPresent(parts::add);
        OptionalLong image = request.integer("image");
        if (image.isPresent()) {
            parts.add(Query.image(image.getAsLong()));
        }
        List<Long> like = request.ids("like");
        List<Long> unlike = request.ids("unlike");
        return parts.stream().reduce(Query::plus).map(query -> like.isEmpty() && unlike.isEmpty()
                ? query
                : query.judged(like, unlike, Rocchio.DEFAULT));
    }

    /** How to look for it. */
    public static SearchOptions options(Request request) {
        int k = request.integer("k", 1, MOST_HITS).orElse(HITS);
        Duration timeout = Duration.ofMillis(
                request.integer("timeoutMillis", 1, (int) LONGEST.toMillis()).orElse((int) LONGEST.toMillis()));
        return new SearchOptions(k, request.choice("space", Space.class).orElse(Space.SEMANTIC),
                new Effort(request.choice("mode", SearchMode.class).orElse(SearchMode.AUTO),
                        request.integer("efSearch", k, MOST_CANDIDATES), java.util.OptionalDouble.empty(),
                        Optional.of(timeout)),
                request.choice("hubness", HubnessCorrection.class),
                new Selection(request.words("where"), request.number("minConfidence", 0, 1),
                        request.number("collapse", 0.01, 1)),
                request.text("page"));
    }
}
