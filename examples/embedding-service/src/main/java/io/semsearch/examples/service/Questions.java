package io.semsearch.examples.service;

import io.semsearch.search.Hit;
import io.semsearch.search.ImageSearcher;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers in JSON. Safe to use from many threads. */
final class Questions {

    private static final long DEFAULT_K = 10;

    private final ImageSearcher searcher;

    Questions(ImageSearcher searcher) {
        this.searcher = searcher;
    }

    ObjectNode search(Parameters parameters) throws IOException {
        return answer(Query.text(parameters.required("q")), parameters);
    }

    ObjectNode similar(Parameters parameters) throws IOException {
        return answer(Query.image(parameters.numbers("id").getFirst()), parameters);
    }

    private ObjectNode answer(Query query, Parameters parameters) throws IOException {
        int k = (int) Math.min(parameters.number("k").orElse(DEFAULT_K), Math.max(DEFAULT_K, searcher.size()));
        SearchOptions options = SearchOptions.top(k);
        options = parameters.get("where").map(options::withWhere).orElse(options);
        options = parameters.get("page").map(options::withPageToken).orElse(options);
        options = parameters.number("timeout").map(Duration::ofMillis).map(options::withTimeout).orElse(options);
        return json(searcher.search(query, options));
    }

    private static ObjectNode json(SearchResult result) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        result.unknownWords().forEach(json.putArray("unknownWords")::add);
        ArrayNode hits = json.putArray("hits");
        for (Hit hit : result.hits()) {
            IndexedImage image = hit.image();
            ObjectNode node = hits.addObject().put("rank", hit.rank()).put("similarity", hit.similarity())
                    .put("imageId", image.image().id()).put("url", image.image().url());
            image.captions().forEach(node.putArray("captions")::add);
        }
        result.nextPage().ifPresent(token -> json.put("nextPage", token));
        return json.put("partial", result.partial());
    }
}
