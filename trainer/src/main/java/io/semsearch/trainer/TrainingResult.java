package io.semsearch.trainer;

import io.semsearch.projection.ImageProjection;
import java.util.List;

/** What a training run has found.
 *
 * @param projection of the best epoch
 * @param best       the report of that epoch
 * @param reports    of all epochs, in order */
public record TrainingResult(ImageProjection projection, EpochReport best, List<EpochReport> reports) {

    /** Copies. */
    public TrainingResult {
        reports = List.copyOf(reports);
    }
}
