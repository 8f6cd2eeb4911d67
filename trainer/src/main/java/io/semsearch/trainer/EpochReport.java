package io.semsearch.trainer;

import io.semsearch.evaluation.RetrievalMetrics;
import java.util.Optional;

/** What was measured in and after one epoch.
 *
 * @param epoch            1-based
 * @param trainingLoss     mean margin ranking loss over the epoch's triplets, each measured before its step
 * @param trainingAccuracy share of those triplets in the right order, in [0, 1]
 * @param tripletsPerSecond speed of the epoch, validation not counted
 * @param validation       measured after the epoch; empty when everything is trained on */
public record EpochReport(int epoch, double trainingLoss, double trainingAccuracy, double tripletsPerSecond,
        Optional<Validation> validation) {

    /** How well the validation images are told apart.
     *
     * @param loss        mean margin ranking loss over the validation triplets, which are drawn once
     * @param accuracy    share of those triplets in the right order, in [0, 1]
     * @param gallerySize number of validation images, all of them candidates
     * @param queries     number of validation captions that were ranked
     * @param textToImage the rank of each caption's own image in the gallery */
    public record Validation(double loss, double accuracy, int gallerySize, int queries,
            RetrievalMetrics textToImage) {}
}
