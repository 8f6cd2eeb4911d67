package io.semsearch.cli;

import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.datasets.DataFileException;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;

/** Captions placed among words, for training and measuring: tells how many there are, and that triplets can be drawn. */
final class EmbeddedCaptions {

    private EmbeddedCaptions() {}

    /**
     * @param role what they serve for: "to train on"
     * @throws DataFileException if there are fewer than two images, or no caption has a known word */
    static EmbeddedDataset embed(String role, CaptionedFeatures dataset, CaptionEmbedder embedder, Console console)
            throws DataFileException {
        EmbeddedDataset embedded = EmbeddedDataset.embed(dataset, embedder);
        if (embedded.images().size() < 2) {
            throw new DataFileException(role + ": expected at least 2 images with captions and features, found "
                    + embedded.images().size() + ": an image is learned and measured beside others; give more");
        }
        if (embedded.size() == 0) {
            throw new DataFileException(role + ": expected captions with known words, found none among "
                    + Formats.count(dataset.captions().size(), "caption")
                    + ": are they blank, all alike (a word of every caption has no weight), or of another language than the "
                    + "word vectors?");
        }
        console.note("%s: %s, %s%s", role, Formats.count(embedded.images().size(), "image"),
                Formats.count(embedded.size(), "caption"),
                embedded.withoutEmbedding() == 0
                        ? ""
                        : Formats.text(" (and %,d without a known word, left out)", embedded.withoutEmbedding()));
        return embedded;
    }
}
