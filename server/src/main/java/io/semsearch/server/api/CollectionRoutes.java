package io.semsearch.server.api;

import io.semsearch.search.IndexInfo;
import io.semsearch.search.local.VerificationReport;
import io.semsearch.server.collections.Facts;
import io.semsearch.server.collections.ServedCollection;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Gate;
import io.semsearch.server.http.Json;
import io.semsearch.server.http.Parameter;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** The whole of a collection: its size, and what is wrong with it. */
final class CollectionRoutes {

    private static final double NEAR_DUPLICATES = 0.98;
    /** Each takes seconds, one after the other: nobody may ask for thousands of them. */
    private static final List<Double> SIMILARITIES = List.of(0.97, NEAR_DUPLICATES, 0.99, 0.999);
    private static final String ONE_OF_THEM = SIMILARITIES.stream().map(String::valueOf)
            .collect(Collectors.joining(", "));
    private static final int MOST_EXAMPLES = 50;
    private static final int EXAMPLES = 8;
    private static final int MOST_GROUPS = 1000;
    private static final int GROUPS = 50;

    private final ServedCollections collections;
    private final Gate gate;

    CollectionRoutes(ServedCollections collections, Gate gate) {
        this.collections = collections;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Api.V1 + "/collections", "The collections of this server.", this::all),
                Route.get(Api.V1 + "/collection", "Size and kind of a collection.", this::one).with(Api.COLLECTION),
                Route.get(Api.V1 + "/collection/examples", "Short captions to search for.", this::examples)
                        .with(Parameter.integer("count", "1 to " + MOST_EXAMPLES + ". Default: " + EXAMPLES + "."),
                                Parameter.integer("seed", "The same seed draws the same captions. Default: 1."),
                                Api.COLLECTION),
                Route.get(Api.V1 + "/collection/findings", "What 'verify' finds. The first answer takes seconds.",
                        this::findings).with(Api.COLLECTION),
                Route.get(Api.V1 + "/collection/duplicates", "Near-duplicates, the largest groups first. The first "
                        + "answer takes seconds.", this::duplicates)
                        .with(Parameter.number("similarity", "Least cosine of features, one of " + ONE_OF_THEM
                                + ". Default: " + NEAR_DUPLICATES + "."),
                                Parameter.integer("count",
                                        "Groups, 1 to " + MOST_GROUPS + ". Default: " + GROUPS + "."),
                                Api.COLLECTION));
    }

    private void all(Request request) throws IOException {
        boolean mayWrite = gate.mayWrite(request.context());
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("collections");
            for (ServedCollection each : collections.all()) {
                json.writeStartObject();
                json.writeStringProperty("name", each.name());
                json.writeNumberProperty("images", each.searcher().size());
                json.writeBooleanProperty("default", each == collections.first());
                json.writeBooleanProperty("writable", mayWrite);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private void one(Request request) throws IOException {
        ServedCollection collection = Api.collection(request, collections);
        IndexInfo index = collection.facts().index();
        Facts.Counts counts = collection.facts().counts();
        boolean takesPhotos = collection.takesPhotos();
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("name", collection.name());
            json.writeNumberProperty("images", index.images());
            json.writeNumberProperty("captions", counts.captions());
            json.writeNumberProperty("withoutCaptions", counts.withoutCaptions());
            json.writeNumberProperty("withFile", counts.withFile());
            json.writeNumberProperty("deletedDocuments", index.deletedDocuments());
            json.writeNumberProperty("segments", index.segments());
            json.writeNumberProperty("bytes", index.bytes());
            json.writeStringProperty("encoder", index.manifest().encoder().name());
            json.writeNumberProperty("featureDimension", index.manifest().featureDimension());
            json.writeNumberProperty("semanticDimension", index.manifest().semanticDimension());
            json.writeBooleanProperty("correctsHubs", index.manifest().correctsHubs());
            json.writeBooleanProperty("takesPhotos", takesPhotos);
            json.writeStringProperty("program", index.manifest().createdBy());
            json.writeEndObject();
        }));
    }

    private void examples(Request request) throws IOException {
        int count = request.integer("count", 1, MOST_EXAMPLES).orElse(EXAMPLES);
        List<String> examples = Api.collection(request, collections).facts().examples(count,
                request.integer("seed").orElse(1));
        request.json(Json.write(json -> {
            json.writeStartObject();
            Json.strings(json, "examples", examples);
            json.writeEndObject();
        }));
    }

    private void findings(Request request) throws IOException {
        Facts facts = Api.collection(request, collections).facts();
        VerificationReport report = facts.verification(NEAR_DUPLICATES);
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeBooleanProperty("ok", report.problems().isEmpty());
            Json.strings(json, "findings", report.problems().stream().map(facts::withoutFolder).toList());
            write("semantic", report.semantic(), json);
            write("features", report.features(), json);
            json.writeEndObject();
        }));
    }

    private static void write(String space, VerificationReport.Approximation approximation, JsonGenerator json) {
        json.writeObjectPropertyStart(space);
        json.writeNumberProperty("efSearch", approximation.efSearch());
        approximation.annRecallAt10().ifPresent(recall -> json.writeNumberProperty("annRecallAt10", recall));
        json.writeEndObject();
    }

    private void duplicates(Request request) throws IOException {
        double similarity = request.number("similarity", 0, 1).orElse(NEAR_DUPLICATES);
        if (!SIMILARITIES.contains(similarity)) {
            throw Request.bad("similarity", "one of " + ONE_OF_THEM, String.valueOf(similarity));
        }
        int count = request.integer("count", 1, MOST_GROUPS).orElse(GROUPS);
        Facts facts = Api.collection(request, collections).facts();
        List<List<Long>> groups = facts.verification(similarity).nearDuplicates();
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("similarity", similarity);
            json.writeNumberProperty("total", groups.size());
            json.writeName("groups");
            Json.value(json, groups.stream().limit(count).toList());
            json.writeEndObject();
        }));
    }
}
