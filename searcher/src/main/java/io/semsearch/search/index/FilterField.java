package io.semsearch.search.index;

import io.semsearch.schema.IndexSchema;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields that a filter can name. */
enum FilterField {

    /** What the photo was taken with. */
    CAMERA(IndexSchema.CAMERA, Kind.KEYWORD),
    /** The words of the captions; the field of values without a field. */
    CAPTION(IndexSchema.CAPTION, Kind.TEXT),
    /** The file name. */
    FILE_NAME(IndexSchema.FILE_NAME, Kind.KEYWORD),
    /** The words of captions that a captioner wrote. */
    GENERATED(IndexSchema.GENERATED, Kind.TEXT),
    /** The height in pixels. */
    HEIGHT(IndexSchema.HEIGHT, Kind.INT),
    /** The number of the image. */
    ID(IndexSchema.ID, Kind.LONG),
    /** Degrees north. */
    LATITUDE(IndexSchema.LATITUDE, Kind.DECIMAL),
    /** Degrees east. */
    LONGITUDE(IndexSchema.LONGITUDE, Kind.DECIMAL),
    /** The part of the collection. */
    SPLIT(IndexSchema.SPLIT, Kind.KEYWORD),
    /** One of the tags. */
    TAG(IndexSchema.TAG, Kind.KEYWORD),
    /** When the photo was taken. */
    TAKEN(IndexSchema.TAKEN, Kind.DATE),
    /** The width in pixels. */
    WIDTH(IndexSchema.WIDTH, Kind.INT);

    /** How the values of a field are compared. */
    enum Kind {
        /** As words, which the tokenizer finds. */
        TEXT,
        /** As a whole, upper and lower case apart. */
        KEYWORD,
        /** As whole numbers of 32 bits. */
        INT,
        /** As whole numbers of 64 bits. */
        LONG,
        /** As numbers of 64 bits with a fraction. */
        DECIMAL,
        /** As dates or times; a date means the whole year, month or day. */
        DATE
    }

    private final String fieldName;
    private final Kind kind;

    FilterField(String fieldName, Kind kind) {
        this.fieldName = fieldName;
        this.kind = kind;
    }

    /** The field of a name; empty if there is none. */
    static Optional<FilterField> of(String fieldName) {
        return Arrays.stream(values()).filter(field -> field.fieldName.equals(fieldName)).findFirst();
    }

    /** All names, for messages. */
    static String names() {
        return Arrays.stream(values()).map(FilterField::fieldName).collect(Collectors.joining(", "));
    }

    /** The name in filters and in the index. */
    String fieldName() {
        return fieldName;
    }

    Kind kind() {
        return kind;
    }

    boolean isNumber() {
        return kind == Kind.INT || kind == Kind.LONG || kind == Kind.DECIMAL;
    }
}
