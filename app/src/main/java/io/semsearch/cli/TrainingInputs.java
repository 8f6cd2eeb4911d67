package io.semsearch.cli;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.Split;
import io.semsearch.datasets.DataFileException;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.Tokenizer;
import java.io.IOException;
import java.util.List;

/** What training starts from: captions joined with features, and the words to embed them by.
 *
 * <p>Words are counted in training captions alone, so that validation tells how the model will do on captions to
 * come. */
final class TrainingInputs {

    private final CaptionedFeatures training;
    private final CaptionedFeatures validation;
    private final CaptionedFeatures everything;
    private final InMemoryWordVectors wordVectors;
    private final Console console;

    private TrainingInputs(Split split, ImageFeatures features, CaptionedFeatures everything,
            InMemoryWordVectors wordVectors, Console console) {
        this.training = CaptionedFeatures.join(split.training(), features);
        this.validation = CaptionedFeatures.join(split.validation(), features);
        this.everything = everything;
        this.wordVectors = wordVectors;
        this.console = console;
    }

    static TrainingInputs prepare(Split split, DataOptions data, WordVectorsMixin vectors, boolean refit, long seed,
            Console console) throws IOException {
        ImageFeatures features = data.readFeatures(console.progress());
        CaptionDataset all = CaptionDataset.concat(List.of(split.training(), split.validation()));
        CaptionedFeatures everything = data.join(all, features);
        List<Caption> captions = refit ? all.captions() : split.training().captions();
        InMemoryWordVectors wordVectors = vectors.load(sentences(captions), seed, data.maxUncompressedBytes(), console);
        DroppedImages.of(everything).forEach(line -> console.note("%s", line));
        return new TrainingInputs(split, features, everything, wordVectors, console);
    }

    CaptionEmbedder embedder() {
        return embedder(training);
    }

    CaptionEmbedder embedderOfEverything() {
        return embedder(everything);
    }

    EmbeddedDataset training() throws DataFileException {
        return EmbeddedCaptions.embed("to train on", training, embedder(), console);
    }

    EmbeddedDataset validation() throws DataFileException {
        return EmbeddedCaptions.embed("to validate on", validation, embedder(), console);
    }

    EmbeddedDataset everything() throws DataFileException {
        return EmbeddedCaptions.embed("in all", everything, embedderOfEverything(), console);
    }

    private CaptionEmbedder embedder(CaptionedFeatures counted) {
        return new CaptionEmbedder(wordVectors,
                InverseDocumentFrequency.count(wordVectors, sentences(counted.captions())));
    }

    /** The words of each caption, cut anew at every pass: all of a large collection's at once would take much memory. */
    private static Iterable<List<String>> sentences(List<Caption> captions) {
        return () -> captions.stream().map(caption -> Tokenizer.tokenize(caption.text())).iterator();
    }
}
