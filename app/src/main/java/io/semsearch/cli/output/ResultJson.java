package io.semsearch.cli.output;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.search.IndexedImage;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results of commands as JSON, except those of searches, which the searcher writes ({@code docs/formats.md}). */
public final class ResultJson {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private ResultJson() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A record as an object whose properties have the names of its components. */
    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    public static String print(Object json) {
        return JSON.writeValueAsString(json);
    }

    public static ArrayNode of(List<IndexedImage> images) {
        ArrayNode json = JSON.createArrayNode();
        for (IndexedImage image : images) {
            ObjectNode node = json.addObject();
            node.put("imageId", image.id());
            node.put("fileName", image.fileName()).put("url", image.url());
            image.captions().forEach(node.putArray("captions")::add);
            image.generated().ifPresent(caption -> node.put("generatedCaption", caption));
            image.shot().taken().ifPresent(time -> node.put("taken", time.toString()));
            if (!image.shot().camera().isEmpty()) {
                node.put("camera", image.shot().camera());
            }
            node.put("width", image.record().width()).put("height", image.record().height());
        }
        return json;
    }

    public static ObjectNode of(RetrievalMetrics metrics) {
        return object().put("recallAt1", metrics.recallAt1()).put("recallAt5", metrics.recallAt5())
                .put("recallAt10", metrics.recallAt10()).put("medianRank", metrics.medianRank())
                .put("meanRank", metrics.meanRank()).put("meanReciprocalRank", metrics.meanReciprocalRank());
    }
}
