package io.semsearch.datasets.captions;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.progress.Progress;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Reads captions in COCO's JSON format: an object with the lists {@code images} and {@code annotations}, in any order.
 *
 * <p>An image has {@code id}, and perhaps {@code file_name}, {@code width}, {@code height}, {@code coco_url} and,
 * which COCO's own files have not, {@code split}, a text, and {@code tags}, a list of texts; an annotation has {@code
 * id}, {@code image_id}, {@code caption}. All else is passed over. Captions stay as they are written, blank ones too.
 * The file is read as a stream and may be gzipped, or zipped by itself. */
public final class CocoCaptionsReader {

    private static final JsonFactory JSON = JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

    private CocoCaptionsReader() {}

    /** Reads a file that may unpack to {@link DataStream#DEFAULT_MAX_UNCOMPRESSED_BYTES}. */
    public static CaptionDataset read(Path path, Progress progress) throws IOException {
        return read(path, DataStream.DEFAULT_MAX_UNCOMPRESSED_BYTES, progress);
    }

    /** Reads a file.
     *
     * @param maxUncompressedBytes what it may unpack to if it is compressed
     * @throws DataFileException if it is missing or damaged; if a key that must be there is not; if an image occurs
     *                           twice, or an annotation describes one that is not there; if there is no annotation
     * @throws IOException       if it cannot be read */
    public static CaptionDataset read(Path path, long maxUncompressedBytes, Progress progress) throws IOException {
        try (DataStream in = DataStream.open(path, maxUncompressedBytes, progress, "Reading captions")) {
            CocoRecords records = readOrTellWhere(in);
            in.drain();
            return records.toDataset();
        }
    }

    private static CocoRecords readOrTellWhere(DataStream in) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            try {
                return read(json, in);
            } catch (JacksonIOException e) {
                throw e;
            } catch (JacksonException e) {
                // a limit that is exceeded has no place of its own
                throw notJson(in, Objects.requireNonNullElse(e.getLocation(), json.currentLocation()), e);
            }
        } catch (JacksonIOException e) {
            if (e.getCause() instanceof CharConversionException) {
                throw notJson(in, TokenStreamLocation.NA, e);
            }
            throw e.getCause();
        }
    }

    private static DataFileException notJson(DataStream in, TokenStreamLocation location, JacksonException e) {
        String where = location.getLineNr() > 0 ? where(location) : "byte " + in.position() + " or before";
        return in.failure("not JSON at " + where + " (" + withoutSource(e.getOriginalMessage())
                + "): it is damaged or cut short; fetch or copy it again", e);
    }

    private static CocoRecords read(JsonParser json, DataStream in) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw in.failure("expected COCO captions, a JSON object with \"images\" and \"annotations\", found "
                    + (json.currentToken() == null ? "an empty file" : found(json)));
        }
        CocoRecords records = new CocoRecords(json, in);
        TreeSet<String> keys = new TreeSet<>();
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            keys.add(key);
            json.nextToken();
            switch (key) {
                case "images" -> records.readImages();
                case "annotations" -> records.readAnnotations();
                default -> json.skipChildren();
            }
        }
        if (!keys.contains("images") || !keys.contains("annotations")) {
            throw in.failure("expected COCO captions with the keys \"images\" and \"annotations\", found " + keys);
        }
        if (json.nextToken() != null) {
            throw in.failure("something follows the end of its JSON object at "
                    + where(json.currentTokenLocation()));
        }
        return records;
    }

    /** Jackson's message without the place that it tells in its own way. */
    private static String withoutSource(String message) {
        int source = message.indexOf("[Source:");
        int start = source < 0 ? -1 : message.lastIndexOf(" (", source);
        return start < 0 ? message : message.substring(0, start);
    }

    /** That the value at the parser's place is of the wrong kind. */
    static String mismatch(JsonParser json, String key, String expected) {
        return "\"" + key + "\" must be " + expected + ", found " + found(json) + " at "
                + where(json.currentTokenLocation());
    }

    /** What stands at the parser's place, for people. */
    private static String found(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + json.getString();
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> json.getString();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }

    static String where(TokenStreamLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr()
                + (location.getByteOffset() < 0 ? "" : " (byte " + location.getByteOffset() + ")");
    }
}
