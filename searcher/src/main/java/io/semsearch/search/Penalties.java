package io.semsearch.search;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;

/** What the images of an open index pay as hubs, in memory: the graph asks for them in no order. 4 bytes an image, read
 * when they are first needed. Safe to use from many threads. */
final class Penalties {

    private final Map<Key, float[]> read = new ConcurrentHashMap<>();

    Penalties() {}

    /** @param earlier of the index before it changed: what was read of segments that are still there serves again */
    Penalties(Penalties earlier, List<LeafReaderContext> leaves) {
        Set<Object> segments = leaves.stream().map(leaf -> segmentKey(leaf.reader())).collect(Collectors.toSet());
        earlier.read.forEach((key, penalties) -> {
            if (segments.contains(key.segment)) {
                read.put(key, penalties);
            }
        });
    }

    private record Key(Object segment, HubnessCorrection correction) {}

    /** By document of a segment; shared, do not modify.
     *
     * @param correction not {@link HubnessCorrection#NONE} */
    float[] of(LeafReader segment, HubnessCorrection correction) throws IOException {
        Key key = new Key(segmentKey(segment), correction);
        float[] known = read.get(key);
        if (known != null) {
            return known;
        }
        float[] penalties = read(segment, field(correction));
        read.put(key, penalties);
        return penalties;
    }

    private static float[] read(LeafReader segment, String field) throws IOException {
        float[] penalties = new float[segment.maxDoc()];
        NumericDocValues values = segment.getNumericDocValues(field);
        if (values == null) {
            return penalties; // all its images are deleted
        }
        for (int document = values.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = values.nextDoc()) {
            penalties[document] = Float.intBitsToFloat((int) values.longValue());
        }
        return penalties;
    }

    private static String field(HubnessCorrection correction) {
        return switch (correction) {
            case NONE -> throw new IllegalArgumentException("without a correction nothing is paid");
            case CSLS -> IndexSchema.CSLS_PENALTY;
            case QB_NORM -> IndexSchema.QB_NORM_PENALTY;
        };
    }

    /** Stays the same while a segment's images do, whatever is deleted of them. */
    static Object segmentKey(LeafReader segment) {
        return segment.getCoreCacheHelper().getKey();
    }
}
