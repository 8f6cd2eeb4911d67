package io.semsearch.evaluation;

import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Optional;

/** The gallery of an evaluation: the images that caption queries search.
 *
 * @param vectors   semantic vectors of the images, shape [images, semanticDimension]
 * @param penalties hub penalties of the images, in the same order; empty if unknown */
public record MeasuredGallery(FloatMatrix vectors, Optional<HubPenalties> penalties) {

    /** The hubness corrections that can be measured, {@link HubnessCorrection#NONE} first. */
    List<HubnessCorrection> corrections() {
        return penalties.isPresent() ? List.of(HubnessCorrection.values()) : List.of(HubnessCorrection.NONE);
    }

    /** The penalty of each image under a correction. */
    float[] penalties(HubnessCorrection correction) {
        float[] all = new float[vectors.rows()];
        penalties.ifPresent(measured -> {
            for (int image = 0; image < all.length; image++) {
                all[image] = measured.get(correction, image);
            }
        });
        return all;
    }
}
