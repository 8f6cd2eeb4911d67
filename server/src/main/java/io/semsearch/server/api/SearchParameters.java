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
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** A part of a query, and its weight. */
    private static final Pattern PART = Pattern.compile("(.*?)(?:\\*([0-9]{1,4}(?:\\.[0-9]{1,6})?))?", Pattern.DOTALL);

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
            Parameter.text("plus",
                    "A further part: words, or the id of an image; '*0.5' after it is its weight. May be "
                            + "repeated. Digits that are a word: 'word:12'."),
            Parameter.text("minus", "The same, to keep away from."),
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
        List<Query.Term> parts = new ArrayList<>();
        request.words("q").ifPresent(words -> parts.add(new Query.Term(Query.text(words), 1)));
        OptionalLong image = request.integer("image");
        if (image.isPresent()) {
            parts.add(new Query.Term(Query.image(image.getAsLong()), 1));
        }
        request.all("plus").forEach(part -> parts.add(term("plus", part, 1)));
        request.all("minus").forEach(part -> parts.add(term("minus", part, -1)));
        List<Long> like = request.ids("like");
        List<Long> unlike = request.ids("unlike");
        if (parts.isEmpty()) {
            like.forEach(id -> parts.add(new Query.Term(Query.image(id), 1)));
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        boolean isPlain = parts.size() == 1 && parts.getFirst().weight() == 1;
        Query query = isPlain ? parts.getFirst().query() : new Query.Sum(parts);
        return Optional.of(like.isEmpty() && unlike.isEmpty() ? query : query.judged(like, unlike, Rocchio.DEFAULT));
    }

    private static Query.Term term(String name, String part, int sign) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches() || matcher.group(1).isBlank()) {
            throw Request.bad(name, "words or the id of an image, with a weight such as *0.5 or without", part);
        }
        String value = matcher.group(1);
        double weight = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
        Query query = value.matches("[0-9]{1,18}")
                ? Query.image(Long.parseLong(value))
                : Query.text(value.replaceFirst("^word:", ""));
        return new Query.Term(query, sign * weight);
    }

    /** How to look for it. */
    public static SearchOptions options(Request request) {
        int k = request.integer("k", 1, MOST_HITS).orElse(HITS);
        Duration timeout = Duration.ofMillis(
                request.integer("timeoutMillis", 1, (int) LONGEST.toMillis()).orElse((int) LONGEST.toMillis()));
        return new SearchOptions(k, request.choice("space", Space.class).orElse(Space.SEMANTIC),
                new Effort(request.choice("mode", SearchMode.class).orElse(SearchMode.AUTO),
                        request.integer("efSearch", k, MOST_CANDIDATES), OptionalDouble.empty(),
                        Optional.of(timeout)),
                request.choice("hubness", HubnessCorrection.class),
                new Selection(request.words("where"), request.number("minConfidence", 0, 1),
                        request.number("collapse", 0.01, 1)),
                request.text("page"));
    }
}
