package io.semsearch.search.index;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Space;
import java.util.Set;

/** A vector whose nearest images are wanted. Immutable. */
public final class VectorQuery {

    private final Space space;
    private final float[] vector;
    private final Set<Long> excluded;
    private final HubnessCorrection hubness;

    /**
     * @param vector   of unit length; shared, do not modify
     * @param excluded images that are no hits, since they are part of the query; shared
     * @param hubness  how images are ranked */
    public VectorQuery(Space space, float[] vector, Set<Long> excluded, HubnessCorrection hubness) {
        this.space = space;
        this.vector = vector;
        this.excluded = excluded;
        this.hubness = hubness;
    }

    Space space() {
        return space;
    }

    float[] vector() {
        return vector;
    }

    Set<Long> excluded() {
        return excluded;
    }

    HubnessCorrection hubness() {
        return hubness;
    }
}
