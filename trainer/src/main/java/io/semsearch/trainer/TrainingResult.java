package io.semsearch.trainer;

import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import java.util.List;

/** What a training run has found.
 *
 * @param projection of the best epoch
 * @param embedder   of the best epoch: as given, or with new vectors for its words
 * @param best       the report of that epoch; epoch 0 if no step was better than the start
 * @param reports    of all epochs, in order, the start's first if it has a closed form */
public record TrainingResult(ImageProjection projection, CaptionEmbedder embedder, EpochReport best,
        List<EpochReport> reports) {

    /** Copies. */
    public TrainingResult {
        reports = List.copyOf(reports);
    }
}
