package io.semsearch.trainer.captioning;

import io.semsearch.captioning.Captioner;
import java.util.List;

/** A trained captioner.
 *
 * @param captioner of the best epoch
 * @param best      the epoch with the highest validation CIDEr-D
 * @param epochs    all, in order */
public record TrainedCaptioner(Captioner captioner, CaptionerEpoch best, List<CaptionerEpoch> epochs) {

    /** Copies the list. */
    public TrainedCaptioner {
        epochs = List.copyOf(epochs);
    }
}
