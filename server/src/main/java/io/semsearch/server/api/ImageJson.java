package io.semsearch.server.api;

import io.semsearch.dataset.PhotoRecord;
import io.semsearch.search.IndexedImage;
import io.semsearch.server.collections.Pictures;
import io.semsearch.server.http.Json;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;

/** An image as JSON. */
final class ImageJson {

    private ImageJson() {}

    static void write(IndexedImage image, Pictures pictures, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("imageId", image.id());
        json.writeStringProperty("fileName", image.fileName());
        json.writeStringProperty("url", image.url());
        Json.strings(json, "captions", image.captions());
        image.generated().ifPresent(caption -> json.writeStringProperty("generatedCaption", caption));
        if (image.record().width() > 0 && image.record().height() > 0) {
            json.writeNumberProperty("width", image.record().width());
            json.writeNumberProperty("height", image.record().height());
        }
        json.writeStringProperty("split", image.record().split());
        Json.strings(json, "tags", image.record().tags());
        write(image.shot(), json);
        json.writeBooleanProperty("hasPicture", pictures.has(image));
        json.writeEndObject();
    }

    private static void write(PhotoRecord.Shot shot, JsonGenerator json) {
        shot.taken().ifPresent(
                time -> json.writeStringProperty("taken", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)));
        if (!shot.camera().isEmpty()) {
            json.writeStringProperty("camera", shot.camera());
        }
        shot.place().ifPresent(place -> {
            json.writeNumberProperty("latitude", place.latitude());
            json.writeNumberProperty("longitude", place.longitude());
        });
    }
}
