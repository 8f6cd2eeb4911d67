package io.semsearch.trainer.captioning;

import io.semsearch.vector.FloatMatrix;

/** The state of a training run between two steps; each array is one row.
 *
 * @param weights of the network
 * @param average of its weights so far
 * @param moments of Adam
 * @param steps   taken so far */
record CaptionerState(FloatMatrix weights, FloatMatrix average, FloatMatrix moments, int steps) {}
