package io.semsearch.cli;

import io.semsearch.trainer.Optimizer;
import io.semsearch.trainer.TrainingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the projection is trained; the defaults are those of {@link TrainingConfig#DEFAULT}. */
final class TrainingOptions {

    private enum OptimizerName {
        ADAM, SGD
    }

    private static final double SGD_LEARNING_RATE = 0.1;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of the split, the initial weights and every draw. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "25",
            description = "Passes over the captions, at most. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--patience", paramLabel = "N", defaultValue = "5",
            description = "Epochs without a better validation MRR before it stops. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(names = {"--batch",
            "--batch-size"}, paramLabel = "N", defaultValue = "256",
            description = "Triplets a step. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(names = "--margin", paramLabel = "X", defaultValue = "0.25",
            description = "How much more similar the right image should be. Default: ${DEFAULT-VALUE}.")
    private double margin;

    @Option(names = "--optimizer", paramLabel = "adam|sgd", defaultValue = "adam",
            description = "Default: ${DEFAULT-VALUE}.")
    private OptimizerName optimizer = OptimizerName.ADAM;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Default: 0.001 for adam, 0.1 for sgd.")
    private @Nullable Double learningRate;

    @Option(names = "--momentum", paramLabel = "X", defaultValue = "0.9",
            description = "For sgd. Default: ${DEFAULT-VALUE}.")
    private double momentum;

    @Option(names = "--validation-queries", paramLabel = "N", defaultValue = "10000",
            description = "Validation captions ranked after each epoch, at most. Default: ${DEFAULT-VALUE}.")
    private int validationQueries;

    TrainingConfig config() {
        return new TrainingConfig(seed, epochs, patience, batchSize, margin, optimizer(), validationQueries);
    }

    long seed() {
        return seed;
    }

    private Optimizer optimizer() {
        return switch (optimizer) {
            case ADAM -> new Optimizer.Adam(learningRate == null
                    ? TrainingConfig.DEFAULT.optimizer().learningRate()
                    : learningRate);
            case SGD -> new Optimizer.Sgd(learningRate == null ? SGD_LEARNING_RATE : learningRate, momentum);
        };
    }
}
