package io.semsearch.examples.service;

import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchableCollection;
import io.semsearch.search.json.SearchAnswer;
import io.semsearch.search.json.SearchAnswerWriter;
import io.semsearch.search.json.SearchRequest;
import io.semsearch.search.json.SearchRequestReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Answers searches in JSON. Thread-safe. */
final class Searches {

    private final SearchableCollection collection;

    Searches(SearchableCollection collection) {
        this.collection = collection;
    }

    /** Answers any query, given as JSON. */
    String search(InputStream request) throws IOException {
        return answer(SearchRequestReader.read(request));
    }

    /** Answers a text-to-image search. */
    String search(Parameters parameters) throws IOException {
        return answer(new SearchRequest(Query.text(parameters.required("q")), options(parameters)));
    }

    /** Answers an image-to-image search. */
    String similar(Parameters parameters) throws IOException {
        return answer(new SearchRequest(Query.image(parameters.numbers("id").getFirst()), options(parameters)));
    }

    private static SearchOptions options(Parameters parameters) {
        SearchOptions options = SearchOptions.top(parameters.smallNumber("k").orElse(SearchRequestReader.DEFAULT_K));
        options = parameters.get("where").map(options::withWhere).orElse(options);
        options = parameters.get("page").map(options::withPageToken).orElse(options);
        return parameters.number("timeout").map(Duration::ofMillis).map(options::withTimeout).orElse(options);
    }

    private String answer(SearchRequest request) throws IOException {
        return SearchAnswerWriter.write(SearchAnswer.of(collection.search(request.query(), request.options())));
    }
}
