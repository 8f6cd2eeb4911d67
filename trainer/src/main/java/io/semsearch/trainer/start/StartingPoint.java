package io.semsearch.trainer.start;

import io.semsearch.vector.FloatMatrix;

/** What training starts from.
 *
 * @param projection M for scaled features, shape [featureDimension, semanticDimension]
 * @param words      a vector for each word of the vocabulary, shape [words, semanticDimension] */
public record StartingPoint(FloatMatrix projection, FloatMatrix words) {}
