package io.semsearch.trainer;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import java.util.Arrays;

/** What tells one training run from another, as text that people can compare. */
final class RunFingerprint {

    private RunFingerprint() {}

    /** Leaves out what a resumed run may change: how long it goes on. */
    static String of(TrainingConfig config, EmbeddedDataset training, EmbeddedDataset validation) {
        return "seed " + config.seed() + ", batch size " + config.batchSize() + ", " + config.objective() + ", "
                + config.optimizer() + ", " + config.regularization() + ", start " + config.start() + " "
                + config.dimension() + " " + config.scaling() + (config.learnsWords() ? ", learned words" : "")
                + ", validation queries " + config.validationQueries() + ", training "
                + describe(training) + ", validation " + describe(validation);
    }

    private static String describe(EmbeddedDataset dataset) {
        CaptionEmbedder embedder = dataset.embedder();
        int hash = Arrays.hashCode(dataset.images().matrix().values());
        hash = 31 * hash + Arrays.hashCode(dataset.imageRows());
        for (int caption = 0; caption < dataset.size(); caption++) {
            hash = 31 * hash + Arrays.hashCode(dataset.words(caption));
        }
        for (int word = 0; word < embedder.wordVectors().size(); word++) {
            hash = 31 * hash + Float.hashCode(embedder.weight(word));
            hash = 31 * hash + Arrays.hashCode(embedder.wordVectors().vector(word));
        }
        return dataset.images().size() + " images of " + dataset.images().featureDimension() + " features and "
                + dataset.size() + " captions of " + embedder.semanticDimension() + " values ("
                + Integer.toHexString(hash) + ")";
    }
}
