package io.semsearch.search.index;

import java.util.Arrays;

/** Documents of a segment, by rising number, and the score of each. Immutable. */
final class NearestDocuments {

    /** The document in the upper half, the bits of its score in the lower one. */
    private final long[] entries;

    /**
     * @param documents in any order
     * @param scores    of the documents */
    NearestDocuments(int[] documents, float[] scores) {
        this.entries = new long[documents.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = ((long) documents[i] << Integer.SIZE) | (Float.floatToRawIntBits(scores[i]) & 0xFFFF_FFFFL);
        }
        Arrays.sort(entries);
    }

    int size() {
        return entries.length;
    }

    int document(int place) {
        return (int) (entries[place] >> Integer.SIZE);
    }

    float score(int place) {
        return Float.intBitsToFloat((int) entries[place]);
    }
}
