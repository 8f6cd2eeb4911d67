package io.semsearch.cli;

import io.semsearch.cli.TrainingOptions.CaptionEmbeddingName;
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
import io.semsearch.trainer.start.CommonComponent;
import io.semsearch.trainer.start.Start;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What training starts from: captions joined with features, and the words to embed them by.
 *
 * <p>Words are counted in training captions alone, so that validation tells how the model will do on captions to
 * come. */
final class TrainingInputs {

    private final CaptionedFeatures training;
    private final CaptionedFeatures validation;
    private final CaptionedFeatures everything;
    private final InMemoryWordVectors wordVectors;
    private final TrainingOptions options;
    private final Console console;
    private @Nullable CaptionEmbedder embedder;
    private @Nullable CaptionEmbedder embedderOfEverything;

    private TrainingInputs(Split split, ImageFeatures features, CaptionedFeatures everything,
            InMemoryWordVectors wordVectors, TrainingOptions options, Console console) {
        this.training = CaptionedFeatures.join(split.training(), features);
        this.validation = CaptionedFeatures.join(split.validation(), features);
        this.everything = everything;
        this.wordVectors = wordVectors;
        this.options = options;
        this.console = console;
    }

    static TrainingInputs prepare(Split split, DataOptions data, WordVectorsMixin vectors, boolean refit,
            TrainingOptions options, Console console) throws IOException {
        ImageFeatures features = data.readFeatures(console.progress());
        CaptionDataset all = CaptionDataset.concat(List.of(split.training(), split.validation()));
        CaptionedFeatures everything = data.join(all, features);
        List<Caption> captions = refit ? all.captions() : split.training().captions();
        InMemoryWordVectors wordVectors = vectors.load(sentences(captions), options.seed(), data.maxUncompressedBytes(),
                console);
        DroppedImages.of(everything).forEach(line -> console.note("%s", line));
        return new TrainingInputs(split, features, everything, wordVectors, options, console);
    }

    private CaptionEmbedder embedder() {
        CaptionEmbedder known = embedder == null ? embedder(training) : embedder;
        embedder = known;
        return known;
    }

    private CaptionEmbedder embedderOfEverything() {
        CaptionEmbedder known = embedderOfEverything == null ? embedder(everything) : embedderOfEverything;
        embedderOfEverything = known;
        return known;
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

    List<Caption> trainingCaptions() {
        return training.captions();
    }

    List<Caption> captionsOfEverything() {
        return everything.captions();
    }

    private CaptionEmbedder embedder(CaptionedFeatures counted) {
        boolean isLearned = options.config().learnsWords() || options.config().start() == Start.CCA;
        InMemoryWordVectors vocabulary = isLearned
                ? TrainingVocabulary.of(wordVectors, sentences(counted.captions()), options.minCount(), options.seed())
                : wordVectors;
        InverseDocumentFrequency counts = InverseDocumentFrequency.count(vocabulary, sentences(counted.captions()));
        CaptionEmbedder plain = new CaptionEmbedder(vocabulary, counts,
                options.captionEmbedding().weighting().weights(counts));
        return options.captionEmbedding() == CaptionEmbeddingName.SIF
                ? CommonComponent.remove(EmbeddedDataset.embed(counted, plain))
                : plain;
    }

    /** The words of each caption, cut anew at every pass: all of a large collection's at once would take much memory. */
    private static Iterable<List<String>> sentences(List<Caption> captions) {
        return () -> captions.stream().map(caption -> Tokenizer.tokenize(caption.text())).iterator();
    }
}
