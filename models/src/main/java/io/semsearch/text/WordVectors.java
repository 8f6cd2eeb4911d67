package io.semsearch.text;

import io.semsearch.vector.FloatMatrix;

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

    /** A copy of all vectors, one row a word. */
    default FloatMatrix matrix() {
        FloatMatrix matrix = FloatMatrix.zeros(size(), dimension());
        for (int index = 0; index < size(); index++) {
            matrix.setRow(index, vector(index));
        }
        return matrix;
    }
}
