package io.semsearch.trainer;

import io.semsearch.text.EmbeddedDataset;
import java.util.Arrays;
import java.util.Objects;

/** What tells one training run from another, as text that people can compare. */
final class RunFingerprint {

    private RunFingerprint() {}

    /** Leaves out what a resumed run may change: how long it goes on. */
    static String of(TrainingConfig config, EmbeddedDataset training, EmbeddedDataset validation) {
        return "seed " + config.seed() + ", batch size " + config.batchSize() + ", margin " + config.margin() + ", "
                + config.optimizer() + ", validation queries " + config.validationQueries() + ", training "
                + describe(training) + ", validation " + describe(validation);
    }

    private static String describe(EmbeddedDataset dataset) {
        int hash = Objects.hash(Arrays.hashCode(dataset.images().matrix().values()),
                Arrays.hashCode(dataset.embeddings().values()), Arrays.hashCode(dataset.imageRows()));
        return dataset.images().size() + " images of " + dataset.images().featureDimension() + " features and "
                + dataset.size() + " captions of " + dataset.embeddings().columns() + " values ("
                + Integer.toHexString(hash)
                + ")";
    }
}
