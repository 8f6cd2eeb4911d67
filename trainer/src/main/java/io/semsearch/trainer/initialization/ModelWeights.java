package io.semsearch.trainer.initialization;

import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Optional;

/** The weights that training changes.
 *
 * @param projection M for scaled features, shape [featureDimension, semanticDimension]
 * @param words      the vectors of the first words of the vocabulary, shape [words, semanticDimension]; empty if word
 *                   vectors are fixed */
public record ModelWeights(FloatMatrix projection, Optional<FloatMatrix> words) {

    /** True if no value is NaN or infinite. */
    public boolean isFinite() {
        return Vectors.isFinite(projection.values())
                && words.map(FloatMatrix::values).map(Vectors::isFinite).orElse(true);
    }
}
