package io.semsearch.cli;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.Split;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.Tokenizer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What training starts from: captions joined with features, and the words to embed them by.
 *
 * <p>Words are counted in training captions alone, so that validation tells how the model will do on captions to come. */
final class TrainingInputs {

    private final CaptionedFeatures training;
    private final CaptionedFeatures validation;
    private final CaptionedFeatures everything;
    private final InMemoryWordVectors wordVectors;
    private final Console console;

    private TrainingInputs(Split split, ImageFeatures features, InMemoryWordVectors wordVectors, Console console) {
        this.training = CaptionedFeatures.join(split.training(), features);
        this.validation = CaptionedFeatures.join(split.validation(), features);
        this.everything = CaptionedFeatures.join(CaptionDataset.concat(List.of(split.training(), split.validation())),
                features);
        this.wordVectors = wordVectors;
        this.console = console;
    }

    static TrainingInputs prepare(Split split, ImageFeatures features, WordVectorsMixin vectors, boolean refit,
            long seed, long maxUncompressedBytes, Console console) throws IOException {
        List<Caption> captions = refit
                ? CaptionDataset.concat(List.of(split.training(), split.validation())).captions()
                : split.training().captions();
        Set<String> words = new HashSet<>();
        sentences(captions).forEach(words::addAll);
        InMemoryWordVectors wordVectors = vectors.load(sentences(captions), words, seed, maxUncompressedBytes, console);
        TrainingInputs inputs = new TrainingInputs(split, features, wordVectors, console);
        inputs.tellWhatWasDropped();
        return inputs;
    }

    CaptionEmbedder embedder() {
        return embedder(training);
    }

    CaptionEmbedder embedderOfEverything() {
        return embedder(everything);
    }

    EmbeddedDataset training() {
        return embed("to train on", training, embedder());
    }

    EmbeddedDataset validation() {
        return embed("to validate on", validation, embedder());
    }

    EmbeddedDataset everything() {
        return embed("in all", everything, embedderOfEverything());
    }

    private EmbeddedDataset embed(String role, CaptionedFeatures dataset, CaptionEmbedder embedder) {
        EmbeddedDataset embedded = EmbeddedDataset.embed(dataset, embedder);
        console.note("%s: %,d images, %,d captions%s", role, embedded.images().size(), embedded.size(),
                embedded.withoutEmbedding() == 0
                        ? ""
                        : Formats.text(" (and %,d without a known word, left out)", embedded.withoutEmbedding()));
        return embedded;
    }

    private CaptionEmbedder embedder(CaptionedFeatures counted) {
        return new CaptionEmbedder(wordVectors,
                InverseDocumentFrequency.count(wordVectors, sentences(counted.captions())));
    }

    private void tellWhatWasDropped() {
        DroppedImages.of(everything).forEach(line -> console.note("%s", line));
    }

    /** The words of each caption, cut anew at every pass: all of a large collection's at once would take much memory. */
    private static Iterable<List<String>> sentences(List<Caption> captions) {
        return () -> captions.stream().map(caption -> Tokenizer.tokenize(caption.text())).iterator();
    }
}
