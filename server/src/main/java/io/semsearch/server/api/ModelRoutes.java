package io.semsearch.server.api;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.operations.Formats;
import io.semsearch.server.collections.Facts;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Json;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/** The model of a collection. */
final class ModelRoutes {

    private final ServedCollections collections;

    ModelRoutes(ServedCollections collections) {
        this.collections = collections;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Api.V1 + "/model", "How the model was trained and measured.", this::model)
                        .with(Api.COLLECTION),
                Route.get(Api.V1 + "/model/hubs", "Images that are near to everything. The first answer takes seconds.",
                        this::hubs).with(Api.COLLECTION));
    }

    private void model(Request request) throws IOException {
        Facts facts = Api.collection(request, collections).facts();
        ModelManifest model = facts.model();
        List<String> epochs = facts.epochs();
        List<List<String>> ablation = facts.ablation();
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("program", model.createdBy());
            json.writeStringProperty("fingerprint", model.fingerprint());
            json.writeStringProperty("encoder", model.encoder().name());
            json.writeNumberProperty("featureDimension", model.featureDimension());
            json.writeNumberProperty("semanticDimension", model.semanticDimension());
            json.writeNumberProperty("captions", model.documents());
            json.writeName("training");
            Json.value(json, new TreeMap<>(model.training()));
            json.writeName("metrics");
            Json.value(json, new TreeMap<>(model.metrics()));
            json.writeStringProperty("measuredOn", measuredOn(model));
            json.writeName("epochs");
            json.writeRawValue("[" + String.join(",", epochs) + "]");
            json.writeName("ablation");
            Json.value(json, ablation);
            json.writeEndObject();
        }));
    }

    /** {@code 5,075 captions of 1,015 photos that it was not trained on, text to photo}. */
    private static String measuredOn(ModelManifest model) {
        return model.metrics().get("queries") instanceof Number queries
                && model.metrics().get("gallerySize") instanceof Number gallery
                        ? Formats.text("%,d captions of %,d photos that it was not trained on, text to photo",
                                queries.longValue(), gallery.longValue())
                        : "";
    }

    private void hubs(Request request) throws IOException {
        Facts.Hubs hubs = Api.collection(request, collections).facts().hubs();
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("queries", hubs.queries());
            json.writeNumberProperty("skewness", hubs.skewness());
            json.writeArrayPropertyStart("histogram");
            hubs.histogram().forEach((found, images) -> {
                json.writeStartObject();
                json.writeNumberProperty("found", found);
                json.writeNumberProperty("images", images);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeArrayPropertyStart("top");
            hubs.top().forEach(hub -> {
                json.writeStartObject();
                json.writeNumberProperty("imageId", hub.imageId());
                json.writeNumberProperty("kOccurrence", hub.kOccurrence());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        }));
    }
}
