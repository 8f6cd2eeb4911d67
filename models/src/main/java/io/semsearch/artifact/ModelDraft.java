package io.semsearch.artifact;

import io.semsearch.dataset.EncoderId;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What {@link ModelWriter} makes a model of.
 *
 * @param projection      image features to semantic vectors
 * @param captionEmbedder text to semantic vectors, of the same dimension
 * @param encoder         the image encoder of the features that it was trained on
 * @param training        the options it was trained with, by name; values that JSON can hold
 * @param metrics         what was measured on the validation images, by name; values that JSON can hold
 * @param captionBank     training captions that serve as queries; without one hubs cannot be held back
 * @param graph           writes the SameDiff graph, if the model is to have it */
public record ModelDraft(ImageProjection projection, CaptionEmbedder captionEmbedder, EncoderId encoder,
        Map<String, Object> training, Map<String, Object> metrics, Optional<CaptionBank> captionBank,
        Optional<PartWriter> graph) {

    /** @throws IllegalArgumentException if the dimensions of projection, words and encoder do not fit */
    public ModelDraft {
        if (projection.semanticDimension() != captionEmbedder.semanticDimension()) {
            throw new IllegalArgumentException("the projection gives vectors of " + projection.semanticDimension()
                    + " values, the words have " + captionEmbedder.semanticDimension());
        }
        if (encoder.dimension() != projection.featureDimension()) {
            throw new IllegalArgumentException("the projection takes " + projection.featureDimension()
                    + " features, the encoder gives " + encoder.dimension());
        }
        training = Map.copyOf(training);
        metrics = Map.copyOf(metrics);
    }

    /** Writes one file of a model. */
    @FunctionalInterface
    public interface PartWriter {

        /** @param file where to write; it does not exist yet */
        void writeTo(Path file) throws IOException;
    }
}
