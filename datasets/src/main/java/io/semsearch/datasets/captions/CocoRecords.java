package io.semsearch.datasets.captions;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.DataStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** The images and annotations of a COCO file as they are met, in either order. */
final class CocoRecords {

    private final JsonParser json;
    private final DataStream in;
    private final List<ImageRecord> images = new ArrayList<>();
    private final List<Caption> captions = new ArrayList<>();

    /** @param json stands behind the opening brace of the file */
    CocoRecords(JsonParser json, DataStream in) {
        this.json = json;
        this.in = in;
    }

    /** Reads the list that the parser stands at. */
    void readImages() throws DataFileException {
        requireList("images");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            images.add(readImage());
        }
    }

    /** Reads the list that the parser stands at. */
    void readAnnotations() throws DataFileException {
        requireList("annotations");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            captions.add(readAnnotation());
        }
    }

    /** What was read, if its parts fit together. */
    CaptionDataset toDataset() throws DataFileException {
        if (captions.isEmpty()) {
            throw in.failure("its list \"annotations\" is empty: there is nothing to learn from or to show");
        }
        Set<Long> ids = HashSet.newHashSet(images.size());
        for (ImageRecord image : images) {
            if (!ids.add(image.id())) {
                throw in.failure("image id " + image.id() + " occurs twice in \"images\"");
            }
        }
        List<Caption> lost = captions.stream().filter(caption -> !ids.contains(caption.imageId())).toList();
        if (!lost.isEmpty()) {
            throw in.failure("annotation " + lost.getFirst().id() + " describes image " + lost.getFirst().imageId()
                    + ", which is not among its " + images.size() + " images (" + lost.size()
                    + " such annotations): take them out, or add the images");
        }
        return new CaptionDataset(images, captions);
    }

    private ImageRecord readImage() throws DataFileException {
        TokenStreamLocation start = requireObject("images", images.size());
        OptionalLong id = OptionalLong.empty();
        String fileName = "";
        int width = 0;
        int height = 0;
        String url = "";
        CocoLabels labels = new CocoLabels(json);
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (key) {
                case "id" -> id = OptionalLong.of(whole(key));
                case "file_name" -> fileName = textOrEmpty(key, value);
                case "width" -> width = side(key, value);
                case "height" -> height = side(key, value);
                case "coco_url" -> url = textOrEmpty(key, value);
                case "split" -> labels.readSplit(value);
                case "tags" -> labels.readTags(value);
                default -> json.skipChildren();
            }
        }
        long imageId = required(id, "id", "images", start);
        if (labels.problem().isPresent()) {
            throw in.failure("image " + imageId + ": " + labels.problem().get());
        }
        return new ImageRecord(imageId, fileName, width, height, url, labels.split(), labels.tags());
    }

    private Caption readAnnotation() throws DataFileException {
        TokenStreamLocation start = requireObject("annotations", captions.size());
        OptionalLong id = OptionalLong.empty();
        OptionalLong imageId = OptionalLong.empty();
        boolean captioned = false;
        String text = "";
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (key) {
                case "id" -> id = OptionalLong.of(whole(key));
                case "image_id" -> imageId = OptionalLong.of(whole(key));
                case "caption" -> {
                    text = text(key, value);
                    captioned = true;
                }
                default -> json.skipChildren();
            }
        }
        if (!captioned) {
            throw missing("caption", "annotations", start,
                    "; is this a file of objects or key points? The one of captions is meant");
        }
        return new Caption(required(id, "id", "annotations", start),
                required(imageId, "image_id", "annotations", start), text);
    }

    private void requireList(String key) throws DataFileException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected(key, "a list");
        }
    }

    private TokenStreamLocation requireObject(String list, int position) throws DataFileException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(list + "[" + position + "]", "an object");
        }
        return json.currentTokenLocation();
    }

    private long whole(String key) throws DataFileException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(key, "a whole number");
        }
        return json.getLongValue();
    }

    /** Pixels; null and nothing are 0, unknown. */
    private int side(String key, JsonToken value) throws DataFileException {
        if (value == JsonToken.VALUE_NULL) {
            return 0;
        }
        long side = whole(key);
        if (side < 0 || side > Integer.MAX_VALUE) {
            throw unexpected(key, "a number of pixels");
        }
        return (int) side;
    }

    private String textOrEmpty(String key, JsonToken value) throws DataFileException {
        return value == JsonToken.VALUE_NULL ? "" : text(key, value);
    }

    private String text(String key, JsonToken value) throws DataFileException {
        if (value != JsonToken.VALUE_STRING) {
            throw unexpected(key, "text");
        }
        return json.getString();
    }

    private long required(OptionalLong value, String key, String list, TokenStreamLocation start)
            throws DataFileException {
        return value.orElseThrow(() -> missing(key, list, start, ""));
    }

    private DataFileException missing(String key, String list, TokenStreamLocation start, String remedy) {
        return in.failure("the item of \"" + list + "\" at " + CocoCaptionsReader.where(start) + " has no \"" + key
                + "\"" + remedy);
    }

    private DataFileException unexpected(String key, String expected) {
        return in.failure(CocoCaptionsReader.mismatch(json, key, expected));
    }
}
