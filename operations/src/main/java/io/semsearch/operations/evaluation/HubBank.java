package io.semsearch.operations.evaluation;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubPenalties;
import io.semsearch.operations.Formats;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.util.Optional;

/** The training captions that a model keeps, from which the penalties of hubs are computed, if there are enough.
 *
 * @param captions empty if they are missing or too few
 * @param missing  what is missing, and what to do; empty if nothing is */
record HubBank(Optional<CaptionBank.Embedded> captions, Optional<String> missing) {

    static HubBank of(ModelArtifact model) throws IOException {
        Optional<CaptionBank> kept = model.readCaptionBank();
        if (kept.isEmpty()) {
            return without("the model keeps no training captions to tell hubs by; train again");
        }
        CaptionBank.Embedded captions = kept.get().embed(model.captionEmbedder());
        if (!HubPenalties.canBeMeasuredWith(captions)) {
            return without("the model keeps only " + Formats.count(captions.captions().size(), "training caption")
                    + " with a known word, too few to tell hubs by; train again, on more captions");
        }
        return new HubBank(Optional.of(captions), Optional.empty());
    }

    /** The penalties of images; empty if they cannot be computed.
     *
     * @param vectors semantic vectors, shape [images, semanticDimension]
     * @param images  the same images */
    Optional<HubPenalties> penalties(FloatMatrix vectors, ImageFeatures images) {
        return captions.map(bank -> HubPenalties.of(vectors, images.imageIds(), bank));
    }

    private static HubBank without(String missing) {
        return new HubBank(Optional.empty(), Optional.of(missing));
    }
}
