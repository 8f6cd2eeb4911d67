package io.semsearch.cli;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.search.IndexedImage;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results of commands as JSON, but for those of searches ({@link AnswerJson}): the contract that {@code docs/formats.md} specifies. */
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

    static ArrayNode of(List<IndexedImage> images) {
        ArrayNode json = JSON.createArrayNode();
        for (IndexedImage image : images) {
            ObjectNode node = json.addObject();
            node.put("imageId", image.image().id());
            node.put("fileName", image.image().fileName()).put("url", image.image().url());
            image.captions().forEach(node.putArray("captions")::add);
            node.put("width", image.image().width()).put("height", image.image().height());
        }
        return json;
    }

    static ObjectNode of(RetrievalMetrics metrics) {
        return object().put("recallAt1", metrics.recallAt1()).put("recallAt5", metrics.recallAt5())
                .put("recallAt10", metrics.recallAt10()).put("medianRank", metrics.medianRank())
                .put("meanRank", metrics.meanRank()).put("meanReciprocalRank", metrics.meanReciprocalRank());
    }
}
