package io.semsearch.operations.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.EncoderId;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.SmallWorldFiles;
import io.semsearch.operations.training.TrainModel.Mode;
import io.semsearch.operations.vectors.WordVectorSource;
import io.semsearch.trainer.EpochReport;
import io.semsearch.trainer.backend.Device;
import io.semsearch.trainer.config.Optimizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainModelTest {

    private static final int EPOCHS = 3;

    @TempDir
    static Path worldFolder;

    private static SmallWorldFiles world;

    @TempDir
    Path temporary;

    @BeforeAll
    static void writeWorld() throws IOException {
        world = SmallWorldFiles.write(worldFolder);
    }

    @Test
    void theResultIsTheModelThatWasWrittenAndWhatWasMeasured() throws IOException {
        Recording listener = new Recording();

        TrainModel.Result result = TrainModel.run(options("a").withEncoder("some-encoder"), listener);

        ModelManifest written = ModelReader.read(temporary.resolve("a/model")).manifest();
        assertThat(written.fingerprint()).isEqualTo(result.model().fingerprint());
        assertThat(written.metrics()).isEqualTo(result.model().metrics());
        assertThat(result.model().encoder()).isEqualTo(EncoderId.named("some-encoder", 16));
        assertThat(result.model().training()).containsEntry("recipe", "course").containsEntry("epochs", EPOCHS)
                .containsEntry("vectors", "vectors.txt").containsEntry("refit", false)
                .containsEntry("learningRate", 0.03);
        assertThat(result.model().metrics()).containsEntry("epoch", result.training().best().epoch())
                .containsEntry("trainingSeconds", result.took().toMillis() / 1000.0);
        assertThat(result.training().reports()).extracting(EpochReport::epoch)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EPOCHS).boxed().toList())
                .isEqualTo(listener.epochs);
        assertThat(new TrainingReports(temporary.resolve("a/reports")).read()).isEqualTo(result.training().reports());
        assertThat(listener.remarks).anyMatch(remark -> remark.startsWith("training on CPU"))
                .contains("to train on: 90 images, 180 captions", "to validate on: 30 images, 60 captions");
    }

    @Test
    void theDefaultsAreTheBestRecipeOnWordsOfTheCaptions() {
        TrainModel.Options options = TrainModel.Options.of(temporary, world.data());

        assertThat(options.recipe()).isEqualTo(TrainingRecipe.BEST);
        assertThat(options.validation()).isEqualTo(new ValidationData.Share(0.2));
        assertThat(options.vectors()).isEqualTo(new WordVectorSource.Captions());
        assertThat(options.encoder()).isEmpty();
        assertThat(options.device()).isEqualTo(Device.AUTO);
        assertThat(options.mode()).isEqualTo(Mode.FRESH);
    }

    @Test
    void equalOptionsGiveEqualModels() throws IOException {
        String first = train(options("a")).fingerprint();

        assertThat(train(options("b")).fingerprint()).isEqualTo(first);
        assertThat(train(options("c").withRecipe(recipe().withSeed(5))).fingerprint()).isNotEqualTo(first);
    }

    @Test
    void cancelledBetweenTwoStepsThereIsNoModelAndTheRunCanBeResumed() throws IOException {
        Recording cancelling = new Recording() {

            @Override
            public boolean isCancelled() {
                return steps == 30;
            }
        };

        assertThatThrownBy(() -> TrainModel.run(options("cancelled"), cancelling))
                .isInstanceOf(OperationCancelledException.class);

        assertThat(cancelling.steps).isEqualTo(30);
        assertThat(cancelling.epochs).as("12 steps an epoch").containsExactly(1, 2);
        assertThat(temporary.resolve("cancelled/model")).isEmptyDirectory();
        ModelManifest resumed = train(options("cancelled").withMode(Mode.RESUME));
        assertThat(resumed.fingerprint()).isEqualTo(train(options("whole")).fingerprint());
    }

    @Test
    void aCancelledRunLeavesTheEarlierModel() throws IOException {
        String earlier = train(options("a")).fingerprint();

        assertThatThrownBy(() -> TrainModel.run(options("a").withRecipe(recipe().withSeed(5)), new Recording() {

            @Override
            public boolean isCancelled() {
                return true;
            }
        })).isInstanceOf(OperationCancelledException.class);

        assertThat(ModelReader.readManifest(temporary.resolve("a/model")).fingerprint()).isEqualTo(earlier);
    }

    @Test
    void refittedModelsKnowAllCaptions() throws IOException {
        Recording listener = new Recording();

        TrainModel.Result result = TrainModel.run(options("a").withMode(Mode.REFIT), listener);

        assertThat(result.model().documents()).isEqualTo(240);
        assertThat(result.model().training()).containsEntry("refit", true);
        int best = result.training().best().epoch();
        assertThat(listener.epochs.subList(EPOCHS, listener.epochs.size()))
                .as("of the second run").isEqualTo(IntStream.rangeClosed(1, best).boxed().toList());
        assertThat(new TrainingReports(temporary.resolve("a/reports")).read()).hasSize(EPOCHS);
    }

    @Test
    void aShareOfTheImagesValidatesUnlessOthersAreNamed() throws IOException {
        Recording listener = new Recording();

        TrainModel.run(TrainModel.Options.of(temporary, world.allData())
                .withVectors(WordVectorSource.File.of(world.vectors())).withRecipe(recipe().withEpochs(1)), listener);

        assertThat(listener.remarks).contains("to train on: 96 images, 192 captions",
                "to validate on: 24 images, 48 captions");
    }

    @Test
    void sharesOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new ValidationData.Share(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the validation share must lie between 0 and 1, got 1.0");
        assertThatThrownBy(() -> new ValidationData.Captions(List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("validation captions must name at least one file");
    }

    private ModelManifest train(TrainModel.Options options) throws IOException {
        return TrainModel.run(options, TrainModel.Listener.NONE).model();
    }

    private TrainModel.Options options(String collection) {
        return TrainModel.Options.of(temporary.resolve(collection), world.data())
                .withValidation(new ValidationData.Captions(List.of(world.validation())))
                .withVectors(WordVectorSource.File.of(world.vectors())).withRecipe(recipe());
    }

    private static TrainingRecipe recipe() {
        return TrainingRecipe.COURSE.withConfig(TrainingRecipe.COURSE.config().withEpochs(EPOCHS).withBatchSize(16)
                .withOptimizer(new Optimizer.Adam(0.03)));
    }

    /** Keeps what it hears. */
    private static class Recording implements TrainModel.Listener {

        final List<String> remarks = new ArrayList<>();
        final List<Integer> epochs = new ArrayList<>();
        int steps;

        @Override
        public void onRemark(String remark) {
            remarks.add(remark);
        }

        @Override
        public void onStep(int captionsDone) {
            steps++;
        }

        @Override
        public void onEpochEnd(EpochReport report, boolean isBest) {
            epochs.add(report.epoch());
        }
    }
}
