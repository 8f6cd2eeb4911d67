package io.semsearch.server.api;

import io.javalin.http.Context;
import io.semsearch.search.Contribution;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.json.SearchRequest;
import io.semsearch.search.json.SearchRequestReader;
import io.semsearch.server.collections.PictureFormat;
import io.semsearch.server.collections.Pictures;
import io.semsearch.server.collections.ServedCollection;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Json;
import io.semsearch.server.http.Parameter;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import io.semsearch.server.http.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.core.JsonGenerator;

/** Single images: what is known of them, their photos, and why they were found. */
final class ImageRoutes {

    private static final int MOST_IMAGES = 200;
    private static final int IMAGES = 24;

    private final ServedCollections collections;
    private final Capacity capacity;

    ImageRoutes(ServedCollections collections, Capacity capacity) {
        this.collections = collections;
        this.capacity = capacity;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Api.V1 + "/images", "A random sample of the images.", this::sample)
                        .with(Parameter.integer("count", "1 to " + MOST_IMAGES + ". Default: " + IMAGES + "."),
                                Parameter.integer("seed", "The same seed draws the same images. Default: random."),
                                Api.COLLECTION),
                Route.get(Api.V1 + "/images/{id}", "What is known of an image.", this::image).with(Api.COLLECTION),
                Route.get(Api.V1 + "/images/{id}/thumbnail", "A small version of a photo.", this::thumbnail)
                        .with(Parameter.integer("size", "Pixels of the longer side at most, 256 or 512. Default: 256."),
                                Api.COLLECTION)
                        .answering(PictureFormat.JPEG.type()),
                Route.get(Api.V1 + "/images/{id}/picture", "A photo as its file has it.", this::picture)
                        .with(Parameter.flag("download", "Ask the browser to save it. Default: false."), Api.COLLECTION)
                        .answering("image/*"),
                Route.get(Api.V1 + "/images/{id}/explain", "What each part of a query contributes to an image.",
                        request -> explain(request, SearchParameters.search(request)))
                        .with(SearchParameters.QUERY).with(SearchParameters.OPTIONS).with(Api.COLLECTION),
                Route.post(Api.V1 + "/images/{id}/explain", "What each part of a query contributes to an image.",
                        request -> explain(request,
                                SearchRequestReader.read(request.body(SearchRequestReader.MOST_BYTES))))
                        .with(Api.COLLECTION));
    }

    private IndexedImage find(Request request) throws IOException {
        long id = request.id();
        return Api.collection(request, collections).searcher().find(id).orElseThrow(() -> Api.noImage(id));
    }

    private void sample(Request request) throws IOException {
        int count = request.integer("count", 1, MOST_IMAGES).orElse(IMAGES);
        long seed = request.integer("seed").orElseGet(() -> RandomGenerator.getDefault().nextLong());
        ServedCollection collection = Api.collection(request, collections);
        List<IndexedImage> images = collection.searcher().sample(count, seed);
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("images");
            images.forEach(image -> ImageJson.write(image, collection.pictures(), json));
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private void image(Request request) throws IOException {
        IndexedImage image = find(request);
        Pictures pictures = Api.collection(request, collections).pictures();
        Stored.of(Json.write(json -> ImageJson.write(image, pictures, json)), Route.JSON).send(request.context());
    }

    private void thumbnail(Request request) throws IOException {
        long id = request.id();
        int size = request.integer("size", Pictures.SMALL, Pictures.LARGE).orElse(Pictures.SMALL);
        if (size != Pictures.SMALL && size != Pictures.LARGE) {
            throw Request.bad("size", Pictures.SMALL + " or " + Pictures.LARGE, String.valueOf(size));
        }
        Api.collection(request, collections).pictures().thumbnail(id, size)
                .orElseThrow(() -> Api.noImage(id)).send(request.context());
    }

    private void picture(Request request) throws IOException {
        boolean isDownload = request.flag("download");
        IndexedImage image = find(request);
        Pictures pictures = Api.collection(request, collections).pictures();
        Optional<Pictures.Picture> file = Pictures.fileOf(image);
        if (file.isEmpty()) {
            Stored fetched = pictures.fetched(image).orElseThrow(() -> Api.noImage(image.id()));
            PictureFormat.of(fetched.bytes()).filter(format -> isDownload)
                    .ifPresent(format -> save(request, image, format));
            fetched.send(request.context());
            return;
        }
        PictureFormat format = file.get().format();
        if (isDownload) {
            save(request, image, format);
        } else if (format == PictureFormat.TIFF) {
            pictures.shown(file.get().file()).send(request.context());
            return;
        }
        send(request.context(), file.get());
    }

    private static void save(Request request, IndexedImage image, PictureFormat format) {
        request.context().header("Content-Disposition",
                "attachment; filename=\"photo-" + image.id() + format.suffix() + "\"");
    }

    /** Large files are not read into memory. */
    private static void send(Context context, Pictures.Picture picture) throws IOException {
        String tag = "\"" + Long.toHexString(Files.size(picture.file())) + "-"
                + Long.toHexString(Files.getLastModifiedTime(picture.file()).toMillis()) + "\"";
        context.header("Cache-Control", "private, max-age=3600").header("ETag", tag);
        if (Stored.isKnown(context, tag)) {
            context.status(304);
            return;
        }
        context.contentType(picture.format().type()).result(Files.newInputStream(picture.file()));
    }

    private void explain(Request request, SearchRequest search) throws IOException {
        ServedCollection collection = Api.collection(request, collections);
        IndexedImage image = find(request);
        List<Contribution> parts = capacity.run(
                () -> collection.searcher().explain(search.query(), search.options().space(), image.id()));
        request.json(Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("imageId", image.id());
            json.writeNumberProperty("similarity", parts.stream().mapToDouble(Contribution::amount).sum());
            json.writeArrayPropertyStart("contributions");
            parts.forEach(part -> write(part, json));
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(Contribution part, JsonGenerator json) {
        json.writeStartObject();
        switch (part) {
            case Contribution.Word word -> json.writeStringProperty("word", word.word());
            case Contribution.Sentence sentence -> json.writeBooleanProperty("sentence", true);
            case Contribution.Image image -> json.writeNumberProperty("imageId", image.imageId());
            case Contribution.Vector vector -> json.writeBooleanProperty("vector", true);
        }
        json.writeNumberProperty("contribution", part.amount());
        json.writeEndObject();
    }
}
