package io.semsearch.examples.service;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.PutReport;
import io.semsearch.indexer.RemoveReport;
import io.semsearch.progress.Progress;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applies the changes of requests to the collection. Thread-safe. */
final class Changes {

    private static final int MOST_BYTES = 16 << 20;

    private final ImageCollection collection;
    private final ImageSearcher searcher;
    private final int featureDimension;

    Changes(ImageCollection collection, ImageSearcher searcher, int featureDimension) {
        this.collection = collection;
        this.searcher = searcher;
        this.featureDimension = featureDimension;
    }

    /** Adds images, replacing those with the same id, in one atomic commit.
     *
     * @param body {@code [{"id":7,"features":[..],"captions":[".."],"fileName":"..","url":".."}]} */
    ObjectNode put(InputStream body) throws IOException {
        JsonNode images = parse(body);
        List<ImageRecord> records = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        FloatMatrix features = FloatMatrix.zeros(images.size(), featureDimension);
        for (JsonNode image : images) {
            if (!image.path("id").isIntegralNumber()) {
                throw new IllegalArgumentException("each image needs an 'id', a whole number");
            }
            long id = image.path("id").longValue();
            features.setRow(records.size(), features(id, image.path("features")));
            records.add(new ImageRecord(id, image.path("fileName").asString(""), 0, 0, image.path("url").asString("")));
            for (JsonNode caption : image.path("captions")) {
                captions.add(new Caption(captions.size(), id, caption.asString("")));
            }
        }
        long[] ids = records.stream().mapToLong(ImageRecord::id).toArray();
        PutReport report = collection.put(new CaptionDataset(records, captions), ImageFeatures.of(ids, features),
                Progress.NONE);
        searcher.refresh();
        return JsonMapper.shared().createObjectNode().put("added", report.added()).put("replaced", report.replaced());
    }

    ObjectNode delete(Parameters parameters) throws IOException {
        RemoveReport report = collection.remove(parameters.numbers("id"));
        searcher.refresh();
        ObjectNode json = JsonMapper.shared().createObjectNode().put("removed", report.removed().size());
        report.unknown().forEach(json.putArray("unknown")::add);
        return json;
    }

    private static JsonNode parse(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "at most " + (MOST_BYTES >> 20) + " MiB are taken at once: send fewer images");
        }
        try {
            JsonNode images = JsonMapper.shared().readTree(bytes);
            if (!images.isArray() || images.isEmpty()) {
                throw new IllegalArgumentException("expected a JSON array of images");
            }
            return images;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("expected a JSON array of images: " + e.getOriginalMessage(), e);
        }
    }

    private float[] features(long id, JsonNode values) {
        float[] features = new float[values.size()];
        for (int i = 0; i < features.length; i++) {
            if (!values.path(i).isNumber()) {
                throw new IllegalArgumentException("image " + id + ": feature " + i + " is not a number");
            }
            features[i] = values.path(i).floatValue();
        }
        if (features.length != featureDimension) {
            throw new IllegalArgumentException("image " + id + ": expected " + featureDimension
                    + " features, as the model was trained with, got " + features.length);
        }
        return features;
    }
}
