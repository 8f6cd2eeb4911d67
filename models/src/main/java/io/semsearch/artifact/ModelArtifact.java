package io.semsearch.artifact;

import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.EncoderId.Match;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A trained model: what embeds images and what embeds text, with what the model says of itself.
 *
 * @param manifest        as in {@code model.json}
 * @param projection      image features to semantic vectors
 * @param captionEmbedder text to semantic vectors
 * @param captionBankFile training captions that serve as queries; empty in models that were made without
 * @param graph           the SameDiff graph that was trained, a file for Deeplearning4j; empty if the model has none */
public record ModelArtifact(ModelManifest manifest, ImageProjection projection, CaptionEmbedder captionEmbedder,
        Optional<Path> captionBankFile, Optional<Path> graph) {

    /** The folder of the model within a collection. */
    public static final String FOLDER = "model";

    /** Checks that features can be given to this model.
     *
     * @param encoder of the features
     * @return whether they are of the encoder that the model was trained with, or may be
     * @throws IllegalArgumentException if they are of another encoder, or of another length */
    public Match requireFeaturesOf(EncoderId encoder) {
        return manifest.encoder().requireMatch(encoder, "the model was trained on");
    }

    /** The training captions that serve as queries, read now: nothing that only searches needs them.
     *
     * @throws ModelFileException if their file is damaged
     * @throws IOException        if it cannot be read */
    public Optional<CaptionBank> readCaptionBank() throws IOException {
        return captionBankFile.isPresent()
                ? Optional.of(ModelReader.undamaged(captionBankFile.get(), CaptionBankFile::read))
                : Optional.empty();
    }
}
