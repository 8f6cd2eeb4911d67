package io.semsearch.server.api;

import io.javalin.http.HandlerType;
import io.semsearch.operations.photos.PhotoQueries;
import io.semsearch.search.IndexedImage;
import io.semsearch.server.Limits;
import io.semsearch.server.collections.Changes;
import io.semsearch.server.collections.ServedCollection;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Json;
import io.semsearch.server.http.Parameter;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Photos that clients send: to search by them, and to add them; and changes of images. */
final class PhotoRoutes {

    /** Searches that are received at a time: each holds a whole photo in memory. */
    private static final int MOST_QUERIES = 8;
    /** Requests that add photos and are received at a time: their photos are on the disk. */
    private static final int MOST_ADDITIONS = 32;
    private static final int MOST_WAITING = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ServedCollections collections;
    private final Capacity capacity;
    private final Limits.Uploads limits;
    private final Capacity receivingQueries = new Capacity(MOST_QUERIES, MOST_WAITING, PATIENCE);
    private final Capacity receivingAdditions = new Capacity(MOST_ADDITIONS, MOST_WAITING, PATIENCE);

    PhotoRoutes(ServedCollections collections, Capacity capacity, Limits.Uploads limits) {
        this.collections = collections;
        this.capacity = capacity;
        this.limits = limits;
    }

    List<Route> routes() {
        Parameter name = Parameter.text("name", "Name of the photo in the answer, if the body is the photo itself.");
        return List.of(
                Route.post(Api.V1 + "/features", "The features of a photo, for the part 'features' of a query.",
                        this::features).reading("image/*", SentPhotos.MULTIPART).with(Api.COLLECTION),
                Route.write(HandlerType.POST, Api.V1 + "/images", "Add photos to the collection.", this::add)
                        .reading("image/*", SentPhotos.MULTIPART).with(name, Api.COLLECTION),
                Route.write(HandlerType.DELETE, Api.V1 + "/images/{id}", "Remove an image.", this::remove)
                        .with(Api.COLLECTION),
                Route.write(HandlerType.PUT, Api.V1 + "/images/{id}/captions", "Replace the captions of an image.",
                        this::caption).reading(Route.JSON).with(Api.COLLECTION));
    }

    private void features(Request request) throws IOException {
        PhotoQueries photos = encoder(Api.collection(request, collections));
        PhotoQueries.EncodedPhoto photo = receivingQueries.run(() -> {
            byte[] sent = SentPhotos.of(request, limits.forOnePhoto()).first();
            return capacity.run(() -> photos.encode(sent, "photo"));
        });
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("dimension", photo.features().length);
            json.writeArrayPropertyStart("features");
            for (float value : photo.features()) {
                json.writeNumber(value);
            }
            json.writeEndArray();
            json.writeNumberProperty("width", photo.size().width());
            json.writeNumberProperty("height", photo.size().height());
            json.writeEndObject();
        }));
    }

    private static PhotoQueries encoder(ServedCollection collection) {
        try {
            collection.photos().open();
            return collection.photos();
        } catch (IOException e) {
            throw new ProblemException(Problem.of(409, "Conflict",
                    "this collection takes no photos: the encoder of its features is not installed here")
                    .remedy("install it with 'semsearch encoder import', and start the server again"));
        }
    }

    private void add(Request request) throws IOException {
        ServedCollection collection = Api.collection(request, collections);
        encoder(collection);
        Map<String, Path> files = new LinkedHashMap<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        receivingAdditions.run(() -> {
            SentPhotos.of(request, limits).forEach((name, content) -> collection.changes().inbox().take(content)
                    .ifPresentOrElse(file -> files.put(name, file), () -> skipped.put(name, "not a readable image")));
            return files;
        });
        Set<Path> distinct = new LinkedHashSet<>(files.values());
        Changes.Added added = distinct.isEmpty()
                ? new Changes.Added(Map.of(), Map.of(), Set.of())
                : collection.changes().add(distinct);
        files.forEach((name, file) -> {
            if (!added.images().containsKey(file)) {
                skipped.put(name, added.skipped().getOrDefault(file, "cannot be read"));
            }
        });
        int news = (int) distinct.stream().filter(added.newFiles()::contains).count();
        request.context().status(news > 0 ? 201 : 200);
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("added", news);
            json.writeNumberProperty("unchanged", (int) distinct.stream().filter(added.images()::containsKey).count()
                    - news);
            writeImages(files, added, json);
            writeSkipped(skipped, json);
            json.writeNumberProperty("total", collection.searcher().size());
            json.writeEndObject();
        }));
    }

    private static void writeImages(Map<String, Path> files, Changes.Added added, JsonGenerator json) {
        json.writeArrayPropertyStart("images");
        files.forEach((name, file) -> {
            Long id = added.images().get(file);
            if (id != null) {
                json.writeStartObject();
                json.writeStringProperty("name", name);
                json.writeNumberProperty("imageId", id);
                json.writeEndObject();
            }
        });
        json.writeEndArray();
    }

    private static void writeSkipped(Map<String, String> skipped, JsonGenerator json) {
        json.writeArrayPropertyStart("skipped");
        skipped.forEach((name, reason) -> {
            json.writeStartObject();
            json.writeStringProperty("name", name);
            json.writeStringProperty("reason", reason);
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private void remove(Request request) throws IOException {
        long id = request.id();
        if (!Api.collection(request, collections).changes().remove(id)) {
            throw Api.noImage(id);
        }
        request.context().status(204);
    }

    private void caption(Request request) throws IOException {
        long id = request.id();
        List<String> captions = new ArrayList<>(CaptionsBody.read(request.body(CaptionsBody.MOST_BYTES)));
        ServedCollection collection = Api.collection(request, collections);
        IndexedImage image = collection.changes().caption(id, captions).orElseThrow(() -> Api.noImage(id));
        request.json(Json.write(json -> ImageJson.write(image, collection.pictures(), json)));
    }
}
