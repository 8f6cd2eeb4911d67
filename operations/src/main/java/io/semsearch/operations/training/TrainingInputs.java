package io.semsearch.operations.training;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.Split;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import io.semsearch.sentence.SentenceEncoder;
import io.semsearch.sentence.SentenceEncoders;
import io.semsearch.sentence.SentencePart;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.TokenizedCaptions;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.initialization.CommonComponent;
import java.io.IOException;
import java.util.List;

/** What training reads: captions joined with features, and the word vectors to embed them by.
 *
 * <p>Words are counted in the captions to train on alone, so that validation measures how the model does on new
 * captions.
 *
 * @param training    captions and features of the images to train on
 * @param validation  of the images to validate on
 * @param everything  of both
 * @param tokenized   all captions
 * @param wordVectors of the captions' words, and of further words
 * @param recipe      by which captions are embedded */
record TrainingInputs(CaptionedFeatures training, CaptionedFeatures validation, CaptionedFeatures everything,
        TokenizedCaptions tokenized, InMemoryWordVectors wordVectors, TrainingRecipe recipe) {

    /** Reads all files.
     *
     * @throws DataFileException if a file is damaged, or captions, features and word vectors do not fit each other
     * @throws IOException       if a file cannot be read */
    static TrainingInputs read(TrainModel.Options options, OperationListener listener) throws IOException {
        DataFiles data = options.data();
        Split split = DataSplit.read(data, options.validation(), options.recipe().config().seed(), listener);
        ImageFeatures features = data.readFeatures(options.encoder(), listener);
        CaptionDataset all = CaptionDataset.concat(List.of(split.training(), split.validation()));
        CaptionedFeatures everything = data.join(all, features, listener);
        CaptionDataset trainedOn = options.mode() == TrainModel.Mode.REFIT ? all : split.training();
        TokenizedCaptions tokenized = TokenizedCaptions.of(all.captions());
        InMemoryWordVectors wordVectors = options.vectors().load(tokenized.words(trainedOn.captions()),
                options.recipe().config().seed(), data.maxUncompressedBytes(), listener);
        return new TrainingInputs(CaptionedFeatures.join(split.training(), features),
                CaptionedFeatures.join(split.validation(), features), everything, tokenized, wordVectors,
                options.recipe());
    }

    /** Embeds captions.
     *
     * @param counted in whose captions words are counted
     * @throws DataFileException if there is no such sentence encoder */
    CaptionEmbedder embedder(CaptionedFeatures counted) throws DataFileException {
        List<List<String>> countedWords = tokenized.words(counted.captions());
        boolean learnsVectors = recipe.config().learnsWords() || recipe.config().initialization() == Initialization.CCA;
        InMemoryWordVectors vocabulary = learnsVectors
                ? TrainingVocabulary.of(wordVectors, countedWords, recipe.minCount(), recipe.config().seed())
                : wordVectors;
        InverseDocumentFrequency counts = InverseDocumentFrequency.count(vocabulary, countedWords);
        CaptionEmbedder plain = new CaptionEmbedder(vocabulary, counts,
                recipe.captionEmbedding().weighting().weights(counts));
        return recipe.captionEmbedding() == CaptionEmbeddingMethod.SIF
                ? CommonComponent.remove(EmbeddedDataset.embed(counted, tokenized::words, plain, Progress.NONE))
                : withSentences(plain);
    }

    private CaptionEmbedder withSentences(CaptionEmbedder words) throws DataFileException {
        if (recipe.sentenceEncoder().isEmpty()) {
            return words;
        }
        String name = recipe.sentenceEncoder().get();
        SentenceEncoder encoder = SentenceEncoders.named(name)
                .orElseThrow(() -> new DataFileException("--sentence-encoder " + name + ": there is none of this name, "
                        + "the class path has: " + SentenceEncoders.names()));
        return words.withSentencePart(SentencePart.untrained(encoder, words.semanticDimension()));
    }
}
