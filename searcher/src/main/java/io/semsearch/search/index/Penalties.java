package io.semsearch.search.index;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;

/** The hubness penalties of the images of an open index, in memory, since graph search reads them in random order. 4
 * bytes an image, read when they are first needed. Thread-safe. */
final class Penalties {

    private final Map<Object, Map<HubnessCorrection, float[]>> read = new ConcurrentHashMap<>();

    Penalties() {}

    /** @param earlier state of the index: what was read of segments that both states have is shared */
    Penalties(Penalties earlier, List<LeafReaderContext> leaves) {
        for (LeafReaderContext leaf : leaves) {
            Object segment = segmentKey(leaf.reader());
            Map<HubnessCorrection, float[]> known = earlier.read.get(segment);
            if (known != null) {
                read.put(segment, known);
            }
        }
    }

    /** By document of a segment; shared, do not modify.
     *
     * @param correction not {@link HubnessCorrection#NONE} */
    float[] of(LeafReader segment, HubnessCorrection correction) throws IOException {
        Map<HubnessCorrection, float[]> ofSegment = read.computeIfAbsent(segmentKey(segment),
                key -> new ConcurrentHashMap<>());
        float[] known = ofSegment.get(correction);
        if (known != null) {
            return known;
        }
        float[] penalties = read(segment, field(correction));
        ofSegment.put(correction, penalties);
        return penalties;
    }

    private static float[] read(LeafReader segment, String field) throws IOException {
        float[] penalties = new float[segment.maxDoc()];
        NumericDocValues values = segment.getNumericDocValues(field);
        if (values == null) {
            return penalties; // all images of the segment are deleted
        }
        for (int document = values.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = values.nextDoc()) {
            penalties[document] = Float.intBitsToFloat((int) values.longValue());
        }
        return penalties;
    }

    private static String field(HubnessCorrection correction) {
        return switch (correction) {
            case NONE -> throw new IllegalArgumentException("there is no penalty without a correction");
            case CSLS -> IndexSchema.CSLS_PENALTY;
            case QB_NORM -> IndexSchema.QB_NORM_PENALTY;
        };
    }

    /** Identifies a segment; deleting images of it makes no difference. */
    static Object segmentKey(LeafReader segment) {
        return segment.getCoreCacheHelper().getKey();
    }
}
