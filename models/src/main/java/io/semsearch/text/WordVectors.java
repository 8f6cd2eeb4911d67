package io.semsearch.text;

/** A vocabulary with one vector a word, shape [size, dimension]. Safe to read from many threads. */
public interface WordVectors extends Vocabulary {

    /** Length of a word's vector. */
    int dimension();

    /** Adds {@code weight} times a word's vector to {@code sum}.
     *
     * @param sum length {@link #dimension()}; changed */
    void addTo(float[] sum, int index, float weight);

    /** A copy of a word's vector. */
    default float[] vector(int index) {
        float[] vector = new float[dimension()];
        addTo(vector, index, 1);
        return vector;
    }
}
