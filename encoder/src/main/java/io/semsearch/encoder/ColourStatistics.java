package io.semsearch.encoder;

/** Colour statistics of an image: in total, by height, and at its edges. */
final class ColourStatistics {

    private static final int STRIPS = 4;
    private static final int CLASSES_OF_STRIP = 16;

    private ColourStatistics() {}

    /** Sums shares and strengths; each group is a mean over pixels.
     *
     * @param colours  index of the first of 35 values
     * @param byHeight index of the first of 4 x 16 values
     * @param byEdge   index of the first of 13 x 6 values */
    static void add(ReducedImage reduced, Edges edges, float[] features, int colours, int byHeight, int byEdge) {
        int pixels = reduced.width * reduced.height;
        float[] shares = new float[ColourClasses.COUNT];
        float[] strip = new float[CLASSES_OF_STRIP];
        for (int y = 0; y < reduced.height; y++) {
            int stripNumber = y * STRIPS / reduced.height;
            int stripStart = (stripNumber * reduced.height + STRIPS - 1) / STRIPS;
            int stripEnd = ((stripNumber + 1) * reduced.height + STRIPS - 1) / STRIPS;
            float stripWeight = 1f / (reduced.width * (stripEnd - stripStart));
            for (int x = 0; x < reduced.width; x++) {
                int i = y * reduced.width + x;
                ColourClasses.assign(reduced.red[i], reduced.green[i], reduced.blue[i], shares);
                for (int k = 0; k < shares.length; k++) {
                    features[colours + k] += shares[k] / pixels;
                }
                summarize(shares, strip);
                for (int k = 0; k < CLASSES_OF_STRIP; k++) {
                    features[byHeight + stripNumber * CLASSES_OF_STRIP + k] += strip[k] * stripWeight;
                }
                if (edges.orientation[i] >= 0) {
                    addEdge(edges, i, strip, features, byEdge);
                }
            }
        }
        for (int i = byEdge; i < byEdge + 13 * Edges.ORIENTATIONS; i++) {
            features[i] /= pixels;
        }
    }

    /** Reduces 35 classes to 16: ten vivid hues, pale, five greys. */
    private static void summarize(float[] shares, float[] summary) {
        float pale = 0;
        for (int hue = 0; hue < ColourClasses.HUES; hue++) {
            summary[hue] = shares[hue] + shares[ColourClasses.DARK + hue];
            pale += shares[ColourClasses.PALE + hue];
        }
        summary[10] = pale;
        System.arraycopy(shares, ColourClasses.GREYS, summary, 11, 5);
    }

    private static void addEdge(Edges edges, int i, float[] summary, float[] features, int byEdge) {
        for (int hue = 0; hue < ColourClasses.HUES; hue++) {
            addEdge(edges, i, summary[hue], features, byEdge + hue * Edges.ORIENTATIONS);
        }
        float darkish = summary[12] / 2;
        float brightish = summary[14] / 2;
        addEdge(edges, i, summary[11] + darkish, features, byEdge + 10 * Edges.ORIENTATIONS);
        addEdge(edges, i, summary[13] + darkish + brightish, features, byEdge + 11 * Edges.ORIENTATIONS);
        addEdge(edges, i, summary[15] + brightish, features, byEdge + 12 * Edges.ORIENTATIONS);
    }

    private static void addEdge(Edges edges, int i, float share, float[] features, int start) {
        if (share == 0) {
            return;
        }
        int orientation = edges.orientation[i];
        features[start + orientation] += share * edges.own[i];
        features[start + (orientation + 1) % Edges.ORIENTATIONS] += share * edges.next[i];
    }
}
