package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.projection.ImageProjection;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.config.Objective;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.step.SavedGraph;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrainerTest {

    private static final SmallWorld WORLD = new SmallWorld(5);
    private static final EmbeddedDataset TRAINING = WORLD.images(300, 1);
    private static final EmbeddedDataset VALIDATION = WORLD.images(100, 2);
    private static final TrainingConfig CONFIG = config(6, new Optimizer.Adam(0.01));

    @TempDir
    Path folder;

    static Stream<Optimizer> optimizers() {
        return Stream.of(new Optimizer.Adam(0.01), new Optimizer.Sgd(1, 0.9));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void learnsToFindImagesItHasNeverSeen(Optimizer optimizer) throws IOException {
        TrainingResult result = train(config(15, optimizer), TrainingListener.NONE, false);

        EpochReport.Measurement first = result.reports().getFirst().validation().orElseThrow();
        EpochReport.Measurement best = result.best().validation().orElseThrow();
        assertThat(best.gallerySize()).isEqualTo(100);
        assertThat(best.queries()).isEqualTo(200);
        // by chance 0.1
        assertThat(best.textToImage().recallAt10()).isGreaterThan(0.6)
                .isGreaterThan(first.textToImage().recallAt10());
        // by chance 0.5
        assertThat(best.accuracy()).isGreaterThan(0.8);
        assertThat(result.best().trainingLoss()).isLessThan(result.reports().getFirst().trainingLoss());
    }

    @Test
    void equalSeedsGiveEqualModels() throws IOException {
        assertThat(weights(train(CONFIG, TrainingListener.NONE, false)))
                .containsExactly(weights(train(CONFIG, TrainingListener.NONE, false)));
        TrainingConfig otherSeed = config(99, 6, 5, 0.25, CONFIG.optimizer());
        assertThat(weights(train(otherSeed, TrainingListener.NONE, false)))
                .isNotEqualTo(weights(train(CONFIG, TrainingListener.NONE, false)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aResumedRunEqualsTheUninterruptedOne(Optimizer optimizer) throws IOException {
        TrainingConfig config = config(6, optimizer);
        TrainingResult whole = train(config, TrainingListener.NONE, false);

        assertThatThrownBy(() -> train(config, interruptionIn(4), false)).isInstanceOf(InterruptionException.class);
        List<Integer> epochs = new ArrayList<>();
        TrainingResult resumed = train(config, epochsInto(epochs), true);

        assertThat(epochs).containsExactly(4, 5, 6);
        assertThat(weights(resumed)).containsExactly(weights(whole));
        assertThat(resumed.reports()).usingRecursiveComparison().ignoringFields("captionsPerSecond")
                .isEqualTo(whole.reports());
    }

    @Test
    void aRunIsResumedWithItsOwnOptionsAndDataAlone() throws IOException {
        assertThatThrownBy(() -> train(CONFIG, TrainingListener.NONE, true)).isInstanceOf(IOException.class)
                .hasMessageContaining("there is no run to resume");
        train(CONFIG, TrainingListener.NONE, false);

        TrainingConfig other = config(1, 6, 5, 0.3, CONFIG.optimizer());
        assertThatThrownBy(() -> train(other, TrainingListener.NONE, true)).isInstanceOf(IOException.class)
                .hasMessageContaining("margin=0.25").hasMessageContaining("margin=0.3");
        assertThatThrownBy(() -> new Trainer(CONFIG, TrainingListener.NONE).train(WORLD.images(300, 7), VALIDATION,
                checkpoint(), true)).isInstanceOf(IOException.class).hasMessageContaining("other data or options");
        // more epochs are allowed
        assertThat(train(CONFIG.withEpochs(7), TrainingListener.NONE, true).reports()).hasSize(7);
    }

    @Test
    void patienceEndsARunThatHasStoppedImproving() throws IOException {
        TrainingConfig hasty = config(1, 100, 2, 0.25, new Optimizer.Adam(0.05));

        TrainingResult result = train(hasty, TrainingListener.NONE, false);

        assertThat(result.reports()).hasSizeLessThan(100);
        assertThat(result.reports().getLast().epoch()).isEqualTo(result.best().epoch() + 2);
        double best = result.best().validation().orElseThrow().textToImage().meanReciprocalRank();
        assertThat(result.reports()).allSatisfy(
                report -> assertThat(report.validation().orElseThrow().textToImage().meanReciprocalRank())
                        .isLessThanOrEqualTo(best));
    }

    @Test
    void theSavedGraphProjectsLikeThePlainForwardPass() throws IOException {
        ImageProjection projection = train(CONFIG, TrainingListener.NONE, false).projection();
        Path file = folder.resolve("graph.sdnb");

        SavedGraph.writer(projection, CONFIG.objective().margin()).writeTo(file);
        SameDiff graph = SameDiff.load(file.toFile(), false);
        INDArray images = NativeArrays.of(VALIDATION.images().matrix());
        INDArray vectors = Objects.requireNonNull(
                graph.output(Map.of("imageFeatures", images), "semanticVectors").get("semanticVectors"));

        FloatMatrix expected = projection.projectAll(VALIDATION.images());
        float[] found = NativeArrays.toMatrix(vectors).values();
        assertThat(found).hasSameSizeAs(expected.values());
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected.values()[i], within(1e-5f));
        }
    }

    @Test
    void trainsOnEverythingWithoutValidation() {
        TrainingResult result = new Trainer(CONFIG, TrainingListener.NONE).trainOnAll(TRAINING, 3);

        assertThat(result.reports()).hasSize(4).allMatch(report -> report.validation().isEmpty());
        assertThat(result.best()).isEqualTo(result.reports().getLast());
        assertThat(result.reports()).extracting(report -> report.training().accuracy()).isSorted();
        // by chance 0.5; epoch 0 is the random initial weights
        assertThat(result.reports().getFirst().training().accuracy()).isBetween(0.35, 0.65);
        assertThat(result.best().training().accuracy()).isGreaterThan(0.7);
        assertThat(accuracy(result.projection())).isGreaterThan(0.7);
    }

    @Test
    void anUnwritableCheckpointIsAnError() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "not a folder").resolve("checkpoint");

        assertThatThrownBy(() -> new Trainer(CONFIG, TrainingListener.NONE).train(TRAINING, VALIDATION, blocked, false))
                .isInstanceOf(IOException.class);
    }

    /** The share of triplets of unseen images that are in the right order. */
    private static double accuracy(ImageProjection projection) {
        return TripletMetrics.of(VALIDATION, projection.projectAll(VALIDATION.images()),
                new TripletSampler(VALIDATION).sample(new SplittableRandom(8)), 0.25).accuracy();
    }

    private TrainingResult train(TrainingConfig config, TrainingListener listener, boolean resume) throws IOException {
        return new Trainer(config, listener).train(TRAINING, VALIDATION, checkpoint(), resume);
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint.safetensors");
    }

    private static float[] weights(TrainingResult result) {
        return result.projection().weights().values();
    }

    private static TrainingConfig config(int epochs, Optimizer optimizer) {
        return config(1, epochs, 5, 0.25, optimizer);
    }

    private static TrainingConfig config(long seed, int epochs, int patience, double margin, Optimizer optimizer) {
        TrainingConfig course = TrainingConfig.COURSE;
        return new TrainingConfig(seed, epochs, patience, 64, 10_000, optimizer, Objective.triplets(margin),
                course.regularization(), course.initialization(), 12, course.scaling(), false);
    }

    private static TrainingListener epochsInto(List<Integer> epochs) {
        return new TrainingListener() {
            @Override
            public void onEpochStart(int epoch, int total, int triplets) {
                epochs.add(epoch);
            }
        };
    }

    /** Stops a run in the middle of an epoch, as a kill would. */
    private static TrainingListener interruptionIn(int epochToStop) {
        return new TrainingListener() {
            private int current;

            @Override
            public void onEpochStart(int epoch, int total, int triplets) {
                current = epoch;
            }

            @Override
            public void onStep(int tripletsDone) {
                if (current == epochToStop && tripletsDone > 300) {
                    throw new InterruptionException();
                }
            }
        };
    }

    private static final class InterruptionException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
