package io.semsearch.captioning;

import io.semsearch.dataset.EncoderId;
import java.util.Map;

/** A captioner to be written.
 *
 * @param captioner its weights and words
 * @param encoder   the image encoder of the features it was trained on
 * @param training  the options it was trained with, by name
 * @param metrics   what was measured on the validation photos, by name */
public record CaptionerDraft(Captioner captioner, EncoderId encoder, Map<String, Object> training,
        Map<String, Object> metrics) {

    /** Copies the maps.
     *
     * @throws IllegalArgumentException if the captioner takes another number of features than the encoder gives */
    public CaptionerDraft {
        training = Map.copyOf(training);
        metrics = Map.copyOf(metrics);
        if (captioner.weights().featureDimension() != encoder.dimension()) {
            throw new IllegalArgumentException("the captioner takes " + captioner.weights().featureDimension()
                    + " features, its encoder gives " + encoder.dimension());
        }
    }
}
