package io.semsearch.trainer;

import io.semsearch.evaluation.RetrievalMetrics;
import java.util.Optional;

/** The measurements during one epoch and after it. Its JSON is a line of {@code reports/training.jsonl}.
 *
 * @param epoch             1-based; 0 for the initial weights, before any step
 * @param trainingLoss      mean loss over the captions of the epoch; each batch is measured before its step
 * @param trainingAccuracy  share of the epoch's comparisons in the correct order, in [0, 1]
 * @param captionsPerSecond speed of the steps, without the measurements after the epoch; 0 for epoch 0
 * @param training          measured after the epoch on a sample of training captions; the gallery is all training
 *                          images
 * @param validation        measured after the epoch; empty if there are no validation captions */
public record EpochReport(int epoch, double trainingLoss, double trainingAccuracy, double captionsPerSecond,
        Measurement training, Optional<Measurement> validation) {

    /** Loss, accuracy and retrieval metrics of a set of captions.
     *
     * @param loss        mean margin ranking loss over random triplets, the same triplets after every epoch
     * @param accuracy    share of these triplets in the correct order, in [0, 1]
     * @param gallerySize number of images, all of them candidates
     * @param queries     number of captions for which images were ranked
     * @param textToImage from the rank of each query's own image in the gallery */
    public record Measurement(double loss, double accuracy, int gallerySize, int queries,
            RetrievalMetrics textToImage) {}
}
