package io.semsearch.search;

import io.semsearch.schema.IndexSchema;

/** Where images are compared. Similarity is the cosine in both. */
public enum Space {

    /** The learned space, in which images lie among words. */
    SEMANTIC(IndexSchema.SEMANTIC),

    /** The features that the image encoder gave. */
    FEATURES(IndexSchema.FEATURES);

    private final String field;

    Space(String field) {
        this.field = field;
    }

    /** The field of the index that holds the images' vectors. */
    String field() {
        return field;
    }
}
