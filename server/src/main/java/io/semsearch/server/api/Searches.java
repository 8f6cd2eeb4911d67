package io.semsearch.server.api;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.search.json.SearchAnswer;
import io.semsearch.search.json.SearchRequest;
import io.semsearch.server.collections.ServedCollection;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Errors;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import io.semsearch.server.http.ServiceMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs searches of the service, within its limits. */
public final class Searches {

    private final ServiceMetrics metrics;
    private final Capacity capacity;

    /**
     * @param metrics  count them
     * @param capacity gives each its turn */
    public Searches(ServiceMetrics metrics, Capacity capacity) {
        this.metrics = metrics;
        this.capacity = capacity;
    }

    /** What to add to the hits.
     *
     * @param confidence where it can be known
     * @param explained  what the parts of the query contribute */
    public record Additions(boolean confidence, boolean explained) {

        /** Nothing. */
        public static final Additions NONE = new Additions(false, false);
    }

    /** Searches.
     *
     * @throws ProblemException if the request is beyond a limit, or the index does not have what it needs */
    public SearchAnswer run(ServedCollection collection, SearchRequest request, Additions additions)
            throws IOException {
        return capacity.run(() -> answer(collection, request, additions));
    }

    /** Runs a batch of searches, which take one turn together.
     *
     * @return for each a {@link SearchAnswer}, or the {@link Problem} that it met
     * @throws ProblemException if the server is busy */
    public List<Object> run(ServedCollection collection, List<SearchRequest> batch, Additions additions)
            throws IOException {
        return capacity.run(() -> {
            List<Object> answers = new ArrayList<>();
            for (SearchRequest request : batch) {
                try {
                    answers.add(answer(collection, request, additions));
                } catch (IOException | RuntimeException e) {
                    answers.add(Errors.problem(e));
                }
            }
            return answers;
        });
    }

    private SearchAnswer answer(ServedCollection collection, SearchRequest request, Additions additions)
            throws IOException {
        SearchOptions options = limited(request.options());
        requireHubness(collection, options);
        boolean isWithConfidence = additions.confidence && options.selection().minConfidence().isEmpty()
                && options.space() == Space.SEMANTIC && hasWords(request.query());
        SearchResult result = search(collection, request.query(), options, isWithConfidence);
        metrics.search(result);
        Map<Long, List<Contribution>> explanations = new HashMap<>();
        if (additions.explained) {
            for (Hit hit : result.hits()) {
                explanations.put(hit.image().id(), collection.searcher().explain(request.query(), options.space(),
                        hit.image().id()));
            }
        }
        return new SearchAnswer(SearchAnswer.describe(request.query()), result, explanations);
    }

    private static SearchResult search(ServedCollection collection, Query query, SearchOptions options,
            boolean isWithConfidence) throws IOException {
        if (isWithConfidence) {
            try {
                return collection.searcher().search(query, options.withMinConfidence(0));
            } catch (IndexFileException e) {
                // a model of few captions knows none; damage is found again below
                return collection.searcher().search(query, options);
            }
        }
        return collection.searcher().search(query, options);
    }

    private static void requireHubness(ServedCollection collection, SearchOptions options) throws IOException {
        Optional<HubnessCorrection> hubness = options.hubness().filter(it -> it != HubnessCorrection.NONE);
        if (hubness.isPresent() && !collection.searcher().info().manifest().correctsHubs()) {
            throw new ProblemException(Problem.of(422, "Unprocessable Content",
                    "hubness: this index has no hub penalties").with("parameter", "hubness")
                    .remedy("search with hubness none"));
        }
    }

    private static SearchOptions limited(SearchOptions options) {
        if (options.k() > SearchParameters.MOST_HITS) {
            throw new ProblemException(Problem.of("k", "at most " + SearchParameters.MOST_HITS,
                    String.valueOf(options.k())).remedy("ask for pages"));
        }
        boolean isShort = options.effort().timeout().filter(it -> it.compareTo(SearchParameters.LONGEST) <= 0)
                .isPresent();
        return isShort ? options : options.withTimeout(SearchParameters.LONGEST);
    }

    /** True if a query has a text. */
    private static boolean hasWords(Query query) {
        return switch (query) {
            case Query.Text text -> true;
            case Query.Sum sum -> sum.terms().stream().anyMatch(term -> hasWords(term.query()));
            case Query.Judged judged -> hasWords(judged.query());
            case Query.Image image -> false;
            case Query.Vector vector -> false;
            case Query.Features features -> false;
        };
    }
}
