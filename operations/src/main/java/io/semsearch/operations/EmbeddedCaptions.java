package io.semsearch.operations;

import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.DataFileException;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.TokenizedCaptions;

/** Embeds captions for training and measuring, and checks that there are enough of them.
 *
 * @param tokenized the captions, or more
 * @param listener  gets a remark of how many there are */
public record EmbeddedCaptions(TokenizedCaptions tokenized, OperationListener listener) {

    /** Embeds captions, and remarks how many there are.
     *
     * @param role what they are for: {@code to train on}
     * @throws DataFileException if there are fewer than two images, or no caption has a known word */
    public EmbeddedDataset embed(String role, CaptionedFeatures dataset, CaptionEmbedder embedder)
            throws DataFileException {
        EmbeddedDataset embedded = EmbeddedDataset.embed(dataset, tokenized::words, embedder,
                new CancellableProgress(listener));
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
        String leftOut = embedded.withoutEmbedding() == 0
                ? ""
                : Formats.text(" (and %,d without a known word, left out)", embedded.withoutEmbedding());
        listener.onRemark(role + ": " + Formats.count(embedded.images().size(), "image") + ", "
                + Formats.count(embedded.size(), "caption") + leftOut);
        return embedded;
    }
}
