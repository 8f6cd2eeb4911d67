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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Initializations, negatives, losses and learned words in combination. */
class TrainerRecipesTest {

    private static final SmallWorld WORLD = new SmallWorld(5);
    private static final EmbeddedDataset TRAINING = WORLD.images(300, 1);
    private static final EmbeddedDataset VALIDATION = WORLD.images(100, 2);
    private static final Optimizer ADAM = new Optimizer.Adam(0.01);
    private static final Regularization DROPOUT = new Regularization(0.1, 0.01);

    @TempDir
    Path folder;

    record Recipe(Initialization start, FeatureScaling scaling, Objective objective, boolean learnsWords,
            Regularization regularization, Optimizer optimizer) {

        TrainingConfig config() {
            return config(4, 4);
        }

        TrainingConfig config(int epochs, int patience) {
            return new TrainingConfig(1, epochs, patience, 64, 10_000, optimizer, objective, regularization, start,
                    SmallWorld.SEMANTIC_DIMENSION, scaling, learnsWords);
        }

        @Override
        public String toString() {
            return start + " " + objective.negatives() + (learnsWords ? ", words" : "");
        }
    }

    static Stream<Recipe> recipes() {
        return Stream.of(
                new Recipe(Initialization.RANDOM, FeatureScaling.NONE, margin(Negatives.RANDOM, 0), true, DROPOUT,
                        ADAM),
                new Recipe(Initialization.RANDOM, FeatureScaling.CENTER, margin(Negatives.SEMI_HARD, 0), false, DROPOUT,
                        ADAM),
                new Recipe(Initialization.RIDGE, FeatureScaling.STANDARDIZE, margin(Negatives.IN_BATCH, 0), false,
                        DROPOUT,
                        new Optimizer.Sgd(0.1, 0.9)),
                new Recipe(Initialization.RIDGE, FeatureScaling.CENTER,
                        new Objective(new Loss.InfoNce(0.07), Negatives.IN_BATCH, 2048, 0), true, Regularization.NONE,
                        new Optimizer.Sgd(0.01, 0.9)),
                new Recipe(Initialization.CCA, FeatureScaling.CENTER, margin(Negatives.HARDEST, 2), true, DROPOUT,
                        ADAM),
                best(),
                new Recipe(Initialization.CCA, FeatureScaling.CENTER, TrainingConfig.BEST.objective(), true,
                        new Regularization(0.1, 0, 0.3), Optimizer.RelativeAdam.DEFAULT));
    }

    private static Recipe best() {
        return new Recipe(Initialization.CCA, FeatureScaling.CENTER, margin(Negatives.IN_BATCH_HARDEST, 2), true,
                DROPOUT,
                ADAM);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void learnsAndAResumedRunEqualsTheUninterruptedOne(Recipe recipe) throws IOException {
        TrainingResult whole = train(recipe.config(), TrainingListener.NONE, false);

        EpochReport.Measurement best = whole.best().validation().orElseThrow();
        // by chance 0.1 and 0.5
        assertThat(best.textToImage().recallAt10()).isGreaterThan(0.4);
        assertThat(best.accuracy()).isGreaterThan(0.75);

        assertThatThrownBy(() -> train(recipe.config(), new Interruption(3), false))
                .isInstanceOf(IllegalStateException.class).hasMessage("interrupted");
        List<Integer> epochs = new ArrayList<>();
        TrainingResult resumed = train(recipe.config(), new TrainingListener() {
            @Override
            public void onEpochStart(int epoch, int total, int captions) {
                epochs.add(epoch);
            }
        }, true);
        assertThat(epochs).containsExactly(3, 4);
        requireEqual(resumed, whole);
    }

    @Test
    void anotherSeedGivesOtherWords() throws IOException {
        Recipe recipe = recipes().findFirst().orElseThrow();
        TrainingConfig other = new TrainingConfig(2, 1, 1, 64, 10_000, ADAM, recipe.objective, DROPOUT, recipe.start,
                SmallWorld.SEMANTIC_DIMENSION, recipe.scaling, true);

        assertThat(words(train(recipe.config(1, 1), TrainingListener.NONE, false)))
                .isNotEqualTo(words(train(other, TrainingListener.NONE, false)));
    }

    @Test
    void initialWeightsFromAClosedFormAreReportedAsEpochZero() throws IOException {
        List<Integer> heard = new ArrayList<>();
        TrainingResult result = train(best().config(2, 5), new TrainingListener() {
            @Override
            public void onEpochEnd(EpochReport report, boolean isBest) {
                heard.add(report.epoch());
            }
        }, false);

        assertThat(heard).containsExactly(0, 1, 2);
        assertThat(result.reports()).extracting(EpochReport::epoch).containsExactly(0, 1, 2);
        EpochReport start = result.reports().getFirst();
        assertThat(start.captionsPerSecond()).isZero();
        assertThat(start.validation().orElseThrow().textToImage().recallAt10()).isGreaterThan(0.5);
    }

    @Test
    void initialWeightsAreTheResultIfNoEpochIsBetter() throws IOException {
        // steps so small that no order changes
        Recipe idle = new Recipe(Initialization.CCA, FeatureScaling.CENTER, margin(Negatives.IN_BATCH, 0), true,
                Regularization.NONE, new Optimizer.Sgd(1e-12, 0));
        TrainingResult result = train(idle.config(10, 2), TrainingListener.NONE, false);

        assertThat(result.reports()).extracting(EpochReport::epoch).containsExactly(0, 1, 2);
        assertThat(result.best().epoch()).isZero();
        requireSameModel(result, new Trainer(idle.config(), TrainingListener.NONE).trainOnAll(TRAINING, 0));
        // a resumed run has nothing left to do
        requireSameModel(train(idle.config(10, 2), TrainingListener.NONE, true), result);
    }

    @Test
    void trainingOnEverythingForNoEpochGivesTheInitialWeights() {
        List<Integer> epochs = new ArrayList<>();
        TrainingResult result = new Trainer(best().config(), new TrainingListener() {
            @Override
            public void onEpochStart(int epoch, int total, int captions) {
                epochs.add(epoch);
            }
        }).trainOnAll(TRAINING, 0);

        assertThat(epochs).isEmpty();
        assertThat(result.reports()).singleElement().satisfies(report -> {
            assertThat(report.epoch()).isZero();
            assertThat(report.training().textToImage().recallAt10()).isGreaterThan(0.2);
            assertThat(report.validation()).isEmpty();
        });
    }

    @Test
    void trainingOnEverythingTakesTheLastEpoch() {
        TrainingResult result = new Trainer(best().config(), TrainingListener.NONE).trainOnAll(TRAINING, 2);

        assertThat(result.best().epoch()).isEqualTo(2);
        assertThat(result.reports()).hasSize(3).allMatch(report -> report.validation().isEmpty());
    }

    private TrainingResult train(TrainingConfig config, TrainingListener listener, boolean resume) throws IOException {
        return new Trainer(config, listener).train(TRAINING, VALIDATION, folder.resolve("checkpoint"), resume);
    }

    private static void requireEqual(TrainingResult found, TrainingResult expected) {
        requireSameModel(found, expected);
        assertThat(found.reports()).usingRecursiveComparison().ignoringFields("captionsPerSecond")
                .isEqualTo(expected.reports());
    }

    /** Bit for bit. */
    private static void requireSameModel(TrainingResult found, TrainingResult expected) {
        assertThat(found.projection().weights().values())
                .containsExactly(expected.projection().weights().values());
        assertThat(found.projection().bias()).containsExactly(expected.projection().bias());
        assertThat(words(found)).isDeepEqualTo(words(expected));
    }

    private static float[][] words(TrainingResult result) {
        return IntStream.range(0, result.embedder().wordVectors().size())
                .mapToObj(result.embedder().wordVectors()::vector).toArray(float[][]::new);
    }

    private static Objective margin(Negatives negatives, int warmUpEpochs) {
        return new Objective(new Loss.Margin(0.25), negatives, 100, warmUpEpochs);
    }

    /** Stops a run in the middle of an epoch, as a kill would. */
    private static final class Interruption implements TrainingListener {

        private final int epochToStop;
        private int current;

        private Interruption(int epochToStop) {
            this.epochToStop = epochToStop;
        }

        @Override
        public void onEpochStart(int epoch, int total, int captions) {
            current = epoch;
        }

        @Override
        public void onStep(int captionsDone) {
            if (current == epochToStop && captionsDone > 300) {
                throw new IllegalStateException("interrupted");
            }
        }
    }
}
