package io.semsearch.trainer;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.config.TrainingConfig;
import java.util.Arrays;

/** The options and data of a run as readable text. A run is resumed only if they are equal. */
final class RunFingerprint {

    private RunFingerprint() {}

    /** The text, without the number of epochs and the patience, which may differ in a resumed run. */
    static String of(TrainingConfig config, EmbeddedDataset training, EmbeddedDataset validation) {
        return "seed " + config.seed() + ", batch size " + config.batchSize() + ", " + config.objective() + ", "
                + config.optimizer() + ", " + config.regularization() + ", start " + config.initialization() + " "
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
                + Integer.toHexString(hash) + ")" + dataset.sentences().map(sentences -> ", sentences ("
                        + Integer.toHexString(Arrays.hashCode(sentences.values())) + ")").orElse("");
    }
}
