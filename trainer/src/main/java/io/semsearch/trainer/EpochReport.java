package io.semsearch.trainer;

import io.semsearch.evaluation.RetrievalMetrics;
import java.util.Optional;

/** What was measured in and after one epoch.
 *
 * @param epoch             1-based; 0 is the start, before any step
 * @param trainingLoss      mean loss over the epoch's batches, each measured before its step
 * @param trainingAccuracy  share of the epoch's comparisons in the right order, in [0, 1]
 * @param captionsPerSecond speed of the epoch, what is measured after it not counted; 0 for the start
 * @param training          measured after the epoch on a sample of training captions, among all training images
 * @param validation        measured after the epoch; empty when everything is trained on */
public record EpochReport(int epoch, double trainingLoss, double trainingAccuracy, double captionsPerSecond,
        Measurement training, Optional<Measurement> validation) {

    /** How well images are told apart.
     *
     * @param loss        mean margin ranking loss over random triplets, which are drawn once
     * @param accuracy    share of those triplets in the right order, in [0, 1]
     * @param gallerySize number of images, all of them candidates
     * @param queries     number of captions that were ranked
     * @param textToImage the rank of each caption's own image in the gallery */
    public record Measurement(double loss, double accuracy, int gallerySize, int queries,
            RetrievalMetrics textToImage) {}
}
