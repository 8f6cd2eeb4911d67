package io.semsearch.search;

import io.semsearch.vector.Vectors;
import java.util.Arrays;

/** What is looked for. */
public sealed interface Query {

    /** Images that a text describes; in the semantic space alone. */
    static Query text(String text) {
        return new Text(text);
    }

    /** Images like an image of the index, which is itself left out. */
    static Query image(long imageId) {
        return new Image(imageId);
    }

    /** Images near a vector of the space that is searched.
     *
     * @param vector copied; any length but 0 will do, only its direction counts
     * @throws IllegalArgumentException if a value is NaN or infinite */
    static Query vector(float[] vector) {
        return new Vector(vector);
    }

    /** A text.
     *
     * @param text as a person would say it */
    record Text(String text) implements Query {}

    /** An image of the index.
     *
     * @param imageId its number */
    record Image(long imageId) implements Query {}

    /** A point in the space that is searched. */
    final class Vector implements Query {

        private final float[] values;

        private Vector(float[] values) {
            this.values = Vectors.requireFinite(values.clone(), "query vector");
        }

        /** A copy. */
        public float[] values() {
            return values.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Vector vector && Arrays.equals(values, vector.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "Vector[" + values.length + " values]";
        }
    }
}
