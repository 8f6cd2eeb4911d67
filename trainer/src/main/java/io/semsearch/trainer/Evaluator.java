package io.semsearch.trainer;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import java.util.Optional;

/** Measures the weights of a run on a sample of its training captions, and on its validation captions if there are
 * any. */
final class Evaluator {

    /** Number of training captions for which images are ranked after each epoch. */
    private static final int TRAINING_QUERIES = 1000;

    private final PreparedData data;
    private final QuerySample training;
    private final Optional<QuerySample> validation;

    Evaluator(PreparedData data, Optional<EmbeddedDataset> validation, TrainingConfig config) {
        this.data = data;
        this.training = QuerySample.ofTraining(data.dataset(), config, TRAINING_QUERIES);
        this.validation = validation.map(dataset -> QuerySample.ofValidation(dataset, config));
    }

    /** Measures the initial weights as epoch 0. There are no steps, so the training loss and accuracy are those
     * measured on the sample of training captions. */
    EpochReport measureInitialWeights() {
        ModelWeights weights = data.initialWeights();
        EpochReport.Measurement measured = measure(training, weights);
        return new EpochReport(0, measured.loss(), measured.accuracy(), 0, measured,
                validation.map(sample -> measure(sample, weights)));
    }

    /** Measures the weights after an epoch.
     *
     * @param steps statistics of the epoch */
    EpochReport measure(int epoch, EpochStatistics steps, ModelWeights weights) {
        return new EpochReport(epoch, steps.loss(), steps.accuracy(), steps.captionsPerSecond(),
                measure(training, weights), validation.map(sample -> measure(sample, weights)));
    }

    private EpochReport.Measurement measure(QuerySample sample, ModelWeights weights) {
        return sample.measure(data.projection(weights), data.embedder(weights));
    }
}
