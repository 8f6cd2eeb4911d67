package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.Loss;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.Objective;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.Regularization;
import io.semsearch.trainer.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collapse, divergence, and batch sizes that do not fit the data. */
class TrainerTroubleTest {

    private static final SmallWorld WORLD = new SmallWorld(5);
    private static final EmbeddedDataset TRAINING = WORLD.images(300, 1);
    private static final EmbeddedDataset VALIDATION = WORLD.images(100, 2);
    private static final TrainingConfig PLAIN = new TrainingConfig(1, 2, 5, 64, 10_000, new Optimizer.Adam(0.01),
            Objective.triplets(0.25), Regularization.NONE, Initialization.RANDOM, SmallWorld.SEMANTIC_DIMENSION,
            FeatureScaling.CENTER, true);

    private final List<String> heard = new ArrayList<>();

    @TempDir
    Path folder;

    /** Features and words have so much in common that all similarities are alike at first. */
    @Test
    void aCollapsedEpochStartsAgainWithEasierNegativesAndTheRunLearns() throws IOException {
        SmallWorld alike = new SmallWorld(5, 300);
        Objective hardest = new Objective(new Loss.Margin(0.2), Negatives.HARDEST, 2048, 0);
        TrainingConfig config = new TrainingConfig(1, 6, 6, 8, 10_000, new Optimizer.Adam(2e-4), hardest,
                Regularization.NONE, Initialization.RANDOM, SmallWorld.SEMANTIC_DIMENSION, FeatureScaling.NONE, true);

        TrainingResult result = new Trainer(config, listener()).train(alike.images(300, 1), alike.images(100, 2),
                folder.resolve("checkpoint"), false);

        assertThat(heard).startsWith("epoch 1", "collapse 1 at 40: HARDEST, RANDOM", "epoch 1", "epoch 2");
        // by chance 0.1
        assertThat(result.best().validation().orElseThrow().textToImage().recallAt10()).isGreaterThan(0.2);
    }

    @Test
    void aRunThatDivergesEndsWithTheBestModelSoFar() throws IOException {
        TrainingConfig config = with(Initialization.CCA, new Optimizer.Adam(1e37), 64);

        TrainingResult result = train(config);

        assertThat(heard).element(1).asString().startsWith("divergence: training diverged in epoch 1, step ")
                .contains("lower the learning rate (it was 1.0E37)");
        assertThat(result.reports()).hasSize(1);
        assertThat(result.best().epoch()).isZero();
        assertThat(result.projection().weights().values()).containsExactly(
                new Trainer(config, TrainingListener.NONE).trainOnAll(TRAINING, 0).projection().weights().values());
        assertThat(result.best().validation().orElseThrow().textToImage().recallAt10()).isGreaterThan(0.5);
    }

    @Test
    void aRunThatDivergesBeforeThereIsAModelFails() {
        assertThatThrownBy(() -> train(with(Initialization.RANDOM, new Optimizer.Sgd(1e38, 0.9), 64)))
                .isInstanceOf(DivergedException.class).hasMessageContaining("lower the learning rate");
    }

    /** The loss of the only step of an epoch is still finite; the weights after it are not. */
    @Test
    void divergenceInAnEpochsLastStepIsNoticed() {
        assertThatThrownBy(() -> train(with(Initialization.RANDOM, new Optimizer.Adam(1e39), 1000)))
                .isInstanceOf(DivergedException.class).hasMessageContaining("epoch 1, step 1");
    }

    @ParameterizedTest
    @EnumSource
    void aBatchMayBeLargerThanTheData(Negatives negatives) throws IOException {
        assertThat(train(with(negatives, 1000)).reports()).hasSize(2).allSatisfy(TrainerTroubleTest::requireNumbers);
    }

    /** There are 600 captions. */
    @ParameterizedTest
    @EnumSource
    void theLastBatchMayBeOneCaption(Negatives negatives) throws IOException {
        assertThat(train(with(negatives, 599)).reports()).hasSize(2).allSatisfy(TrainerTroubleTest::requireNumbers);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSmallestBatchesWork(int batchSize) throws IOException {
        EmbeddedDataset few = WORLD.images(10, 1);
        Negatives negatives = batchSize == 1 ? Negatives.HARDEST : Negatives.IN_BATCH_HARDEST;

        TrainingResult result = new Trainer(with(negatives, batchSize), TrainingListener.NONE).train(few, VALIDATION,
                folder.resolve("checkpoint"), false);
        assertThat(result.reports()).hasSize(2).allSatisfy(TrainerTroubleTest::requireNumbers);
    }

    private static void requireNumbers(EpochReport report) {
        assertThat(report.trainingLoss()).isFinite().isNotNegative();
        assertThat(report.trainingAccuracy()).isBetween(0.0, 1.0);
    }

    private TrainingResult train(TrainingConfig config) throws IOException {
        return new Trainer(config, listener()).train(TRAINING, VALIDATION, folder.resolve("checkpoint"), false);
    }

    private TrainingListener listener() {
        return new TrainingListener() {
            @Override
            public void onEpochStart(int epoch, int epochs, int captions) {
                heard.add("epoch " + epoch);
            }

            @Override
            public void onCollapse(int epoch, int step, Negatives negatives, Negatives gentler) {
                heard.add("collapse " + epoch + " at " + step + ": " + negatives + ", " + gentler);
            }

            @Override
            public void onDivergence(DivergedException divergence) {
                heard.add("divergence: " + divergence.getMessage());
            }
        };
    }

    private static TrainingConfig with(Negatives negatives, int batchSize) {
        return config(new Objective(new Loss.Margin(0.25), negatives, 100, 0), PLAIN.initialization(),
                PLAIN.optimizer(),
                batchSize);
    }

    private static TrainingConfig with(Initialization start, Optimizer optimizer, int batchSize) {
        return config(PLAIN.objective(), start, optimizer, batchSize);
    }

    private static TrainingConfig config(Objective objective, Initialization start, Optimizer optimizer,
            int batchSize) {
        return new TrainingConfig(PLAIN.seed(), PLAIN.epochs(), PLAIN.patience(), batchSize, PLAIN.validationQueries(),
                optimizer, objective, PLAIN.regularization(), start, PLAIN.dimension(), PLAIN.scaling(), true);
    }
}
