package io.semsearch.text;

import java.util.Arrays;

/** How much each word counts in a text's embedding. */
public enum WordWeighting {

    /** Every word alike. */
    MEAN,

    /** By rarity: {@code idf(t) = log10(N / max(1, n_t))}. */
    IDF,

    /** Smooth inverse frequency (Arora, Liang and Ma 2017): {@code a / (a + p(t))}, a = 0.001, p(t) the share of the
     * word t among all occurrences, each document counted once a word. */
    SIF;

    private static final double SIF_A = 1e-3;

    /** The weights of a vocabulary's words, each at least 0.
     *
     * @param counts number of documents that contain each word */
    public float[] weights(InverseDocumentFrequency counts) {
        int[] frequencies = counts.documentFrequencies();
        double occurrences = Math.max(1, Arrays.stream(frequencies).asLongStream().sum());
        float[] weights = new float[frequencies.length];
        for (int word = 0; word < weights.length; word++) {
            weights[word] = (float) switch (this) {
                case MEAN -> 1;
                case IDF -> counts.idf(word);
                case SIF -> SIF_A / (SIF_A + frequencies[word] / occurrences);
            };
        }
        return weights;
    }
}
