package io.semsearch.trainer.captioning;

import io.semsearch.evaluation.captions.CaptionMetrics;

/** What was measured in one epoch.
 *
 * @param epoch          1-based
 * @param loss           mean loss of a word in training, with dropout: minus the logarithm of its probability
 * @param validation     of the captions that it writes for the validation photos
 * @param learningRate   in this epoch
 * @param wordsPerSecond in training */
public record CaptionerEpoch(int epoch, double loss, CaptionMetrics validation, double learningRate,
        double wordsPerSecond) {}
