package io.semsearch.evaluation;

import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Optional;

/** Images that captions look for.
 *
 * @param vectors   their semantic vectors, shape [images, semanticDimension]
 * @param penalties what each pays as a hub, in the same order; empty if nothing tells it */
public record MeasuredGallery(FloatMatrix vectors, Optional<HubPenalties> penalties) {

    /** The ways in which hubs can be held back here, {@link HubnessCorrection#NONE} the first. */
    List<HubnessCorrection> corrections() {
        return penalties.isPresent() ? List.of(HubnessCorrection.values()) : List.of(HubnessCorrection.NONE);
    }

    /** What each image pays in one of these ways. */
    float[] penalties(HubnessCorrection correction) {
        float[] all = new float[vectors.rows()];
        penalties.ifPresent(told -> {
            for (int image = 0; image < all.length; image++) {
                all[image] = told.get(correction, image);
            }
        });
        return all;
    }
}
