package io.semsearch.trainer;

import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import java.util.List;

/** The result of a training run.
 *
 * @param projection of the best epoch
 * @param embedder   of the best epoch: the given one, or with new vectors for its words
 * @param best       the report of that epoch; of epoch 0 if no epoch was better than the initial weights
 * @param reports    of all epochs, in order; epoch 0 is among them if the initial weights are a closed form, or if
 *                   there was no validation */
public record TrainingResult(ImageProjection projection, CaptionEmbedder embedder, EpochReport best,
        List<EpochReport> reports) {

    /** Copies the list. */
    public TrainingResult {
        reports = List.copyOf(reports);
    }
}
