package io.semsearch.search;

import java.util.List;
import java.util.OptionalLong;

/** A query as a point in the space that is searched. */
final class QueryVector {

    private final float[] values;
    private final OptionalLong leftOut;
    private final List<String> unknownWords;

    private QueryVector(float[] values, OptionalLong leftOut, List<String> unknownWords) {
        this.values = values;
        this.leftOut = leftOut;
        this.unknownWords = unknownWords;
    }

    static QueryVector of(float[] values) {
        return new QueryVector(values, OptionalLong.empty(), List.of());
    }

    static QueryVector ofText(float[] values, List<String> unknownWords) {
        return new QueryVector(values, OptionalLong.empty(), unknownWords);
    }

    static QueryVector ofImage(float[] values, long imageId) {
        return new QueryVector(values, OptionalLong.of(imageId), List.of());
    }

    /** Shared, do not modify. */
    float[] values() {
        return values;
    }

    /** The image that is no answer, since it is the question. */
    OptionalLong leftOut() {
        return leftOut;
    }

    /** The words of a text that have no part in it. */
    List<String> unknownWords() {
        return unknownWords;
    }
}
