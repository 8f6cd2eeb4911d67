package io.semsearch.datasets.captions;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads captions in COCO's JSON format: an object with the lists {@code images} and {@code annotations}, in any order.
 * A file of images without captions, such as COCO's image-info files, has no annotations or an empty list of them.
 *
 * <p>An image has {@code id} and optionally {@code file_name}, {@code width}, {@code height}, {@code coco_url} and two
 * fields that COCO's own files do not have: {@code split}, a string, and {@code tags}, a list of strings. An annotation
 * has {@code id}, {@code image_id} and {@code caption}. Other fields are ignored.
 *
 * <p>Karpathy's JSON has no annotations, but its images have {@code sentences}, each with the text {@code raw}, and a
 * {@code filename}; their id is {@code cocoid} or, without one, {@code imgid}. */
final class CocoCaptionsReader {

    private static final String EXPECTED = "captions (COCO's or Karpathy's JSON, a table with the columns "
            + "\"image\" and \"caption\", or Flickr8k's token file)";
    private static final int LISTED_KEYS = 20;
    /** NaN is no JSON, but Python writes it: so that the annotation is named that has it. */
    private static final JsonFactory JSON = JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private CocoCaptionsReader() {}

    static CaptionDataset read(DataStream in) throws IOException {
        CocoRecords records = readOrTellWhere(in);
        in.requireEnd("its JSON object", "remove it");
        return records.toDataset();
    }

    private static CocoRecords readOrTellWhere(DataStream in) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            try {
                return read(json, in);
            } catch (JacksonIOException e) {
                throw e;
            } catch (JacksonException e) {
                // an exceeded limit has no location of its own
                throw notJson(in, Objects.requireNonNullElse(e.getLocation(), json.currentLocation()), e);
            }
        } catch (JacksonIOException e) {
            // Jackson's own complaints of the encoding; others come from the file
            if (e.getCause() instanceof CharConversionException
                    || String.valueOf(e.getMessage()).startsWith("Unsupported UCS-4")) {
                throw notJson(in, TokenStreamLocation.NA, e);
            }
            throw e.getCause();
        }
    }

    private static DataFileException notJson(DataStream in, TokenStreamLocation location, JacksonException e) {
        String where = location.getLineNr() > 0 ? where(location) : "byte " + in.position() + " or before";
        String problem = withoutSource(e.getOriginalMessage());
        return in.failure("not JSON at " + where + " (" + problem + "): " + (problem.startsWith("Invalid UTF-8")
                ? "convert it to UTF-8, for example with iconv -f latin1 -t utf-8"
                : "it is damaged or truncated; fetch or copy it again"), e);
    }

    private static CocoRecords read(JsonParser json, DataStream in) throws IOException {
        if (first(json, in) != JsonToken.START_OBJECT) {
            throw in.failure("expected " + EXPECTED + ", found "
                    + (json.currentToken() == null ? "an empty file" : found(json)));
        }
        CocoRecords records = new CocoRecords(json, in);
        TreeSet<String> keys = new TreeSet<>();
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            boolean isRead = key.equals("images") || key.equals("annotations");
            if (isRead && keys.contains(key)) {
                throw in.failure("its key \"" + key + "\" occurs twice, at " + where(json.currentTokenLocation())
                        + ": join the two lists");
            }
            if (isRead || keys.size() < LISTED_KEYS) {
                keys.add(key);
            }
            json.nextToken();
            switch (key) {
                case "images" -> records.readImages();
                case "annotations" -> records.readAnnotations();
                default -> json.skipChildren();
            }
        }
        if (!keys.contains("images")) {
            throw in.failure(
                    "expected COCO captions with the keys \"images\" and \"annotations\", or images alone, found "
                            + keys);
        }
        if (json.nextToken() != null) {
            throw in.failure("something follows the end of its JSON object at "
                    + where(json.currentTokenLocation()));
        }
        return records;
    }

    private static JsonToken first(JsonParser json, DataStream in) throws DataFileException {
        try {
            return json.nextToken();
        } catch (StreamReadException e) {
            DataFileException failure = in.unexpected(EXPECTED);
            failure.initCause(e);
            throw failure;
        }
    }

    /** Jackson's message without its own description of the location. */
    private static String withoutSource(String message) {
        int source = message.indexOf("[Source:");
        int start = source < 0 ? -1 : message.lastIndexOf(" (", source);
        return start < 0 ? message : message.substring(0, start);
    }

    /** Says that the parser's current value is of the wrong type. */
    static String mismatch(JsonParser json, String key, String expected) {
        return "\"" + key + "\" must be " + expected + ", found " + found(json) + " at "
                + where(json.currentTokenLocation());
    }

    /** Describes the parser's current value. */
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
