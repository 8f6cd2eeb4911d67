package io.semsearch.operations.captioning;

import io.semsearch.artifact.ModelFileException;
import io.semsearch.captioning.StoredCaptioner;
import io.semsearch.dataset.EncoderId;

/** Checks that a captioner gets features of the encoder that it was trained with. */
final class CaptionerMatch {

    private CaptionerMatch() {}

    /** @param owner of the features, for the message: {@code the index}
     * @throws ModelFileException if the features are of another encoder */
    static void require(StoredCaptioner captioner, EncoderId features, String owner) throws ModelFileException {
        EncoderId expected = captioner.manifest().encoder();
        if (expected.compare(features) == EncoderId.Match.DIFFERENT) {
            throw new ModelFileException("the captioner takes " + expected.dimension() + " features of the encoder "
                    + expected + ", " + owner + " has " + features.dimension() + " of " + features
                    + ": train a captioner on features of that encoder");
        }
    }
}
