package io.semsearch.artifact;

import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import java.nio.file.Path;
import java.util.Optional;

/** A trained model: what embeds images and what embeds text, with what the model says of itself.
 *
 * @param manifest        as in {@code model.json}
 * @param projection      image features to semantic vectors
 * @param captionEmbedder text to semantic vectors
 * @param graph           the SameDiff graph that was trained, a file for Deeplearning4j; empty if the model has none */
public record ModelArtifact(ModelManifest manifest, ImageProjection projection, CaptionEmbedder captionEmbedder,
        Optional<Path> graph) {

    /** The folder of the model within a collection. */
    public static final String FOLDER = "model";
}
