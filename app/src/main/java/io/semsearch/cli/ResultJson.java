package io.semsearch.cli;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results as JSON: the contract that {@code docs/formats.md} specifies. */
final class ResultJson {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private ResultJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Any record, by the names of its components. */
    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    static String print(Object json) {
        return JSON.writeValueAsString(json);
    }

    /** @param explanations what the parts of the query add to each hit, by image; may be empty */
    static ObjectNode of(String query, SearchResult result, Map<Long, List<Contribution>> explanations) {
        ObjectNode json = object().put("query", query).put("mode", result.mode().name().toLowerCase(Locale.ROOT))
                .put("hubness", HubnessConverter.name(result.method().hubness())).put("partial", result.partial())
                .put("tookMillis", result.took().toNanos() / 1e6);
        if (result.mode() == SearchMode.HNSW) {
            json.put("efSearch", result.method().efSearch());
        }
        result.unknownWords().forEach(json.putArray("unknownWords")::add);
        ObjectNode suggestions = json.putObject("suggestions");
        result.suggestions().forEach((word, spellings) -> spellings.forEach(suggestions.withArray(word)::add));
        ArrayNode hits = json.putArray("hits");
        for (Hit hit : result.hits()) {
            put(hits.addObject(), hit, explanations.getOrDefault(hit.image().image().id(), List.of()));
        }
        result.nextPage().ifPresent(token -> json.put("nextPage", token));
        return json;
    }

    private static void put(ObjectNode node, Hit hit, List<Contribution> parts) {
        node.put("rank", hit.rank()).put("imageId", hit.image().image().id()).put("similarity", hit.similarity())
                .put("correctedSimilarity", hit.correctedSimilarity());
        hit.confidence().ifPresent(confidence -> node.put("confidence", confidence));
        hit.nearDuplicates().forEach(id -> node.withArray("nearDuplicates").add(id));
        putDetails(node, hit.image());
        for (Contribution part : parts) {
            switch (part) {
                case Contribution.Word word -> node.withArray("words").addObject().put("word", word.word())
                        .put("contribution", word.amount());
                case Contribution.Image image -> node.withArray("images").addObject().put("imageId", image.imageId())
                        .put("contribution", image.amount());
                case Contribution.Vector vector -> node.put("vectorContribution", vector.amount());
            }
        }
    }

    static ArrayNode of(List<IndexedImage> images) {
        ArrayNode json = JSON.createArrayNode();
        for (IndexedImage image : images) {
            ObjectNode node = json.addObject();
            node.put("imageId", image.image().id());
            putDetails(node, image);
            node.put("width", image.image().width()).put("height", image.image().height());
        }
        return json;
    }

    static ObjectNode of(RetrievalMetrics metrics) {
        return object().put("recallAt1", metrics.recallAt1()).put("recallAt5", metrics.recallAt5())
                .put("recallAt10", metrics.recallAt10()).put("medianRank", metrics.medianRank())
                .put("meanRank", metrics.meanRank()).put("meanReciprocalRank", metrics.meanReciprocalRank());
    }

    private static void putDetails(ObjectNode node, IndexedImage image) {
        node.put("fileName", image.image().fileName()).put("url", image.image().url());
        image.captions().forEach(node.putArray("captions")::add);
    }
}
