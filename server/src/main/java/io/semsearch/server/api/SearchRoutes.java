package io.semsearch.server.api;

import io.semsearch.search.Query;
import io.semsearch.search.json.SearchAnswer;
import io.semsearch.search.json.SearchAnswerWriter;
import io.semsearch.search.json.SearchJsonException;
import io.semsearch.search.json.SearchRequest;
import io.semsearch.search.json.SearchRequestReader;
import io.semsearch.server.collections.ServedCollection;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Json;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches: by address, by JSON, many at once, and by an image. */
final class SearchRoutes {

    private static final int MOST_BATCH_BYTES = 4 << 20;
    private static final int MOST_IN_BATCH = 64;
    private static final int DEEPEST = 100;

    private static final JsonMapper TREES = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build()).build();

    private final ServedCollections collections;
    private final Searches searches;

    SearchRoutes(ServedCollections collections, Searches searches) {
        this.collections = collections;
        this.searches = searches;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Api.V1 + "/search", "Search by words, an image, or both.", this::byAddress)
                        .with(SearchParameters.QUERY).with(SearchParameters.OPTIONS).with(Api.COLLECTION),
                Route.post(Api.V1 + "/search", "Search by a query of any form: words, images, photos and feedback "
                        + "with weights.", this::byJson).with(SearchParameters.CONFIDENCE, SearchParameters.EXPLAIN,
                                Api.COLLECTION),
                Route.post(Api.V1 + "/search/batch", "Run up to " + MOST_IN_BATCH + " searches.", this::batch)
                        .with(SearchParameters.CONFIDENCE, SearchParameters.EXPLAIN, Api.COLLECTION),
                Route.get(Api.V1 + "/images/{id}/similar", "Find images like one of the collection.", this::similar)
                        .with(SearchParameters.OPTIONS).with(Api.COLLECTION));
    }

    private void byAddress(Request request) throws IOException {
        answer(request, SearchParameters.search(request));
    }

    private void byJson(Request request) throws IOException {
        answer(request, SearchRequestReader.read(request.body(SearchRequestReader.MOST_BYTES)));
    }

    private void similar(Request request) throws IOException {
        long id = request.id();
        if (Api.collection(request, collections).searcher().find(id).isEmpty()) {
            throw Api.noImage(id);
        }
        answer(request, new SearchRequest(Query.image(id), SearchParameters.options(request)));
    }

    private void answer(Request request, SearchRequest search) throws IOException {
        SearchAnswer answer = searches.run(Api.collection(request, collections), search, additions(request));
        request.json(Json.write(json -> SearchAnswerWriter.write(answer, json)));
    }

    private static Searches.Additions additions(Request request) {
        return new Searches.Additions(request.flag(SearchParameters.CONFIDENCE.name()),
                request.flag(SearchParameters.EXPLAIN.name()));
    }

    private void batch(Request request) throws IOException {
        ServedCollection collection = Api.collection(request, collections);
        List<Object> answers = searches.run(collection, read(request.body(MOST_BATCH_BYTES)), additions(request));
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("answers");
            answers.forEach(each -> write(each, json));
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(Object answer, JsonGenerator json) {
        if (answer instanceof SearchAnswer found) {
            SearchAnswerWriter.write(found, json);
        } else if (answer instanceof Problem problem) {
            json.writeStartObject();
            json.writeName("problem");
            problem.write(json);
            json.writeEndObject();
        }
    }

    /** Each search is read as strictly as one of its own. */
    private static List<SearchRequest> read(byte[] body) {
        JsonNode batch;
        try {
            batch = TREES.readTree(body);
        } catch (JacksonException e) {
            throw Json.malformed(e);
        }
        boolean isBatch = batch.isObject() && batch.size() == 1 && batch.path("requests").isArray();
        if (!isBatch || batch.path("requests").size() > MOST_IN_BATCH) {
            throw new ProblemException(Problem.of("requests", "a list of 1 to " + MOST_IN_BATCH + " searches",
                    isBatch ? batch.path("requests").size() + " searches" : "something else"));
        }
        List<SearchRequest> requests = new ArrayList<>();
        for (JsonNode each : batch.path("requests")) {
            try {
                requests.add(SearchRequestReader.read(each.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (SearchJsonException e) {
                throw e.within("requests[" + requests.size() + "]");
            }
        }
        return requests;
    }
}
