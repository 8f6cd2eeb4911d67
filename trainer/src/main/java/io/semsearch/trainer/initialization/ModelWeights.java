package io.semsearch.trainer.initialization;

import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Optional;

/** The weights that training changes.
 *
 * @param projection  M for scaled features, shape [featureDimension, semanticDimension]
 * @param words       the vectors of the first words of the vocabulary, shape [words, semanticDimension]; empty if word
 *                    vectors are fixed
 * @param sentenceMap A of the sentence part, shape [encoder's dimension, semanticDimension]; empty without one */
public record ModelWeights(FloatMatrix projection, Optional<FloatMatrix> words, Optional<FloatMatrix> sentenceMap) {

    /** Without a sentence part. */
    public ModelWeights(FloatMatrix projection, Optional<FloatMatrix> words) {
        this(projection, words, Optional.empty());
    }

    /** True if no value is NaN or infinite. */
    public boolean isFinite() {
        return Vectors.isFinite(projection.values()) && isFinite(words) && isFinite(sentenceMap);
    }

    private static boolean isFinite(Optional<FloatMatrix> matrix) {
        return matrix.map(FloatMatrix::values).map(Vectors::isFinite).orElse(true);
    }
}
