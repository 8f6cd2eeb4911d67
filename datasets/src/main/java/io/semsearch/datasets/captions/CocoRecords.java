package io.semsearch.datasets.captions;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Collects the images and annotations of a COCO file, in any order. */
final class CocoRecords {

    /** A record and the objects around its texts. */
    private static final int RECORD_BYTES = 250;

    private final JsonParser json;
    private final DataStream in;
    private final HeapBudget budget;
    private final List<ImageRecord> images = new ArrayList<>();
    private final List<Caption> captions = new ArrayList<>();
    private boolean hasCaptionIds;

    /** @param json parser of the file, after the opening brace */
    CocoRecords(JsonParser json, DataStream in) {
        this.json = json;
        this.in = in;
        this.budget = HeapBudget.ofThisProcess(in.name());
    }

    /** Reads the list at the parser's position. */
    void readImages() throws DataFileException {
        requireList("images");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            images.add(readImage());
        }
    }

    /** Reads the list at the parser's position. */
    void readAnnotations() throws DataFileException {
        requireList("annotations");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            captions.add(readAnnotation());
        }
    }

    /** Checks that images and annotations fit together. */
    CaptionDataset toDataset() throws DataFileException {
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
                    + " such annotations): remove them, or add the images");
        }
        return new CaptionDataset(images, captions);
    }

    private ImageRecord readImage() throws DataFileException {
        CocoFields fields = startObject("image", images.size());
        String fileName = "";
        int width = 0;
        int height = 0;
        String url = "";
        String split = "";
        List<String> tags = List.of();
        OptionalLong imageNumber = OptionalLong.empty();
        List<String> sentences = List.of();
        for (String key = fields.next(); key != null; key = fields.next()) {
            switch (key) {
                case "id" -> fields.readId();
                case "cocoid" -> fields.readId();
                case "imgid" -> imageNumber = fields.whole(key);
                case "sentences" -> sentences = readSentences();
                case "file_name", "filename" -> fileName = fields.textOrEmpty(key);
                case "width" -> width = fields.side(key);
                case "height" -> height = fields.side(key);
                case "coco_url" -> url = fields.textOrEmpty(key);
                case "split" -> split = fields.textOrEmpty(key);
                case "tags" -> tags = fields.texts(key);
                default -> json.skipChildren();
            }
        }
        fields.requireValid(in);
        if (fields.id().isEmpty() && imageNumber.isEmpty()) {
            throw fields.missing(in, "id", "");
        }
        long id = fields.id().orElseGet(imageNumber::getAsLong);
        sentences.forEach(text -> captions.add(new Caption(captions.size() + 1L, id, text)));
        ImageRecord image = new ImageRecord(id, fileName, width, height, url, split, tags);
        budget.charge(RECORD_BYTES + 2L * (fileName.length() + url.length() + split.length())
                + tags.stream().mapToLong(tag -> RECORD_BYTES + 2L * tag.length()).sum());
        return image;
    }

    /** The captions of an image in Karpathy's JSON. */
    private List<String> readSentences() throws DataFileException {
        requireList("sentences");
        List<String> sentences = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            CocoFields fields = startObject("sentence", sentences.size());
            Optional<String> raw = Optional.empty();
            for (String key = fields.next(); key != null; key = fields.next()) {
                if (key.equals("raw")) {
                    raw = Optional.of(fields.text(key));
                } else {
                    json.skipChildren();
                }
            }
            fields.requireValid(in);
            String text = raw.orElseThrow(() -> fields.missing(in, "raw", ""));
            budget.charge(RECORD_BYTES + 2L * text.length());
            sentences.add(text);
        }
        return sentences;
    }

    private Caption readAnnotation() throws DataFileException {
        CocoFields fields = startObject("annotation", captions.size());
        OptionalLong imageId = OptionalLong.empty();
        boolean isCaptioned = false;
        String text = "";
        for (String key = fields.next(); key != null; key = fields.next()) {
            switch (key) {
                case "id" -> fields.readId();
                case "image_id" -> imageId = fields.whole(key);
                case "caption" -> {
                    text = fields.text(key);
                    isCaptioned = true;
                }
                default -> json.skipChildren();
            }
        }
        fields.requireValid(in);
        if (!isCaptioned) {
            throw fields.missing(in, "caption", "; is this a file of objects or key points? The one of captions is"
                    + " meant");
        }
        if (imageId.isEmpty()) {
            throw fields.missing(in, "image_id", "");
        }
        budget.charge(RECORD_BYTES + 2L * text.length());
        return new Caption(idOrNumber(fields), imageId.getAsLong(), text);
    }

    /** The id of an annotation; its number in the file, from 1, if no annotation has an id. */
    private long idOrNumber(CocoFields fields) throws DataFileException {
        if (captions.isEmpty()) {
            hasCaptionIds = fields.id().isPresent();
        }
        if (hasCaptionIds != fields.id().isPresent()) {
            throw hasCaptionIds
                    ? fields.missing(in, "id", ", others have one: give it one, or remove all of them")
                    : in.failure("annotation " + fields.id().getAsLong()
                            + " has an \"id\", others before it have none: give them one, or remove all of them");
        }
        return fields.id().orElse(captions.size() + 1L);
    }

    private void requireList(String key) throws DataFileException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected(key, "a list");
        }
    }

    private CocoFields startObject(String kind, int position) throws DataFileException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(kind + "s[" + position + "]", "an object");
        }
        return new CocoFields(json, kind);
    }

    private DataFileException unexpected(String key, String expected) {
        return in.failure(CocoCaptionsReader.mismatch(json, key, expected));
    }
}
