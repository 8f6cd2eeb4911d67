package io.semsearch.operations.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.DataFileException;
import io.semsearch.evaluation.EvaluationOptions;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.SmallWorldFiles;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.operations.training.TrainingRecipe;
import io.semsearch.operations.vectors.WordVectorSource;
import io.semsearch.trainer.config.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures a model in each way, and compares two. */
class EvaluateModelTest {

    @TempDir
    static Path temporary;

    private static SmallWorldFiles world;
    private static Path collection;

    @BeforeAll
    static void train() throws IOException {
        world = SmallWorldFiles.write(temporary.resolve("world"));
        collection = temporary.resolve("collection");
        train(collection, 4);
    }

    @Test
    void everythingIsMeasured() throws IOException {
        List<String> remarks = new ArrayList<>();

        EvaluateModel.Result result = EvaluateModel.run(EvaluateModel.Options.of(collection, unseen()),
                remarksTo(remarks));

        Measurement measured = result.measurement();
        assertThat(measured.evaluation().gallerySize()).isEqualTo(30);
        assertThat(measured.evaluation().queries()).isEqualTo(60);
        assertThat(measured.evaluation().textToImage().metrics().recallAt10())
                .isGreaterThan(measured.chance().recallAt10());
        assertThat(measured.evaluation().corrections()).hasSize(HubnessCorrection.values().length);
        assertThat(measured.whyUncorrected()).isEmpty();
        assertThat(measured.forms()).hasSize(4);
        assertThat(measured.triplets().triplets()).isEqualTo(60);
        assertThat(result.images()).hasSize(30);
        assertThat(result.model().manifest().training()).containsEntry("recipe", "course");
        assertThat(remarks).contains("left out: 90 images with features but without captions",
                "to measure on: 30 images, 60 captions");
    }

    @Test
    void theMarginIsTheModelsUnlessAnotherIsGiven() throws IOException {
        EvaluateModel.Options options = EvaluateModel.Options.of(collection, unseen())
                .withEvaluation(EvaluationOptions.ofSeed(1).withFormQueries(0));

        assertThat(loss(options)).isEqualTo(loss(options.withMargin(0.25))).isLessThan(loss(options.withMargin(0.5)));
        assertThatThrownBy(() -> options.withMargin(3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("margin must lie in (0, 2], got 3.0");
        assertThatThrownBy(() -> options.withMargin(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itCanBeCancelled() {
        OperationListener cancelling = new OperationListener() {

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> EvaluateModel.run(EvaluateModel.Options.of(collection, unseen()), cancelling))
                .isInstanceOf(OperationCancelledException.class);
    }

    @Test
    void aModelAndDataAreNeeded() {
        assertThatThrownBy(() -> EvaluateModel.run(EvaluateModel.Options.of(temporary.resolve("none"), unseen()),
                OperationListener.NONE)).isInstanceOf(IOException.class)
                .hasMessageContaining("there is no collection here");
        assertThatThrownBy(() -> EvaluateModel.run(EvaluateModel.Options.of(collection, other()),
                OperationListener.NONE)).isInstanceOf(DataFileException.class)
                .hasMessageContaining("expected 16 features");
    }

    @Test
    void heldOutImagesAreFoundByUnderstanding() throws IOException {
        MeasureHeldOutRecall.Options options = new MeasureHeldOutRecall.Options(
                EvaluateModel.Options.of(collection, unseen()).collection(), unseen(), List.of(world.captions()),
                Set.of(91L, 95L, 100L), 1);

        MeasureHeldOutRecall.Result recall = MeasureHeldOutRecall.run(options, OperationListener.NONE);

        assertThat(recall.chance()).isEqualTo(10 / 30.0);
        assertThat(recall.model()).isGreaterThan(0.9);
        assertThat(recall.memorizer()).isBetween(0.0, 1.0);
        assertThatThrownBy(
                () -> new MeasureHeldOutRecall.Options(options.collection(), unseen(), List.of(), Set.of(), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("at least one image must be held out");
    }

    @Test
    void modelsAreComparedByOptionsAndMetrics() throws IOException {
        Path longer = temporary.resolve("longer");
        train(longer, 5);
        List<String> remarks = new ArrayList<>();

        ModelComparison comparison = CompareModels.run(new CompareModels.Options(List.of(collection, longer)),
                remarksTo(remarks));

        assertThat(comparison.differingOptions()).containsExactly("epochs");
        assertThat(comparison.metrics()).startsWith("recallAt1", "recallAt5", "recallAt10").contains("trainingSeconds");
        assertThat(comparison.isOnDifferentSets()).isFalse();
        assertThat(remarks).isEmpty();
        assertThat(ModelComparison.value(comparison.models().get(1).training(), "epochs")).isEqualTo("5");
        assertThat(ModelComparison.value(comparison.models().get(1).training(), "momentum")).isEqualTo("-");
        assertThatThrownBy(() -> new CompareModels.Options(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CompareModels.run(new CompareModels.Options(List.of(collection,
                temporary.resolve("none"))), OperationListener.NONE)).isInstanceOf(NoSuchFileException.class);
    }

    private static double loss(EvaluateModel.Options options) throws IOException {
        return EvaluateModel.run(options, OperationListener.NONE).measurement().triplets().loss();
    }

    private static DataFiles unseen() {
        return DataFiles.of(world.validation(), world.features());
    }

    private static DataFiles other() throws IOException {
        Path features = temporary.resolve("other.safetensors");
        if (!Files.exists(features)) {
            SmallWorldFiles.writeFeatures(features, 24);
        }
        return DataFiles.of(world.validation(), features);
    }

    private static OperationListener remarksTo(List<String> remarks) {
        return new OperationListener() {

            @Override
            public void onRemark(String remark) {
                remarks.add(remark);
            }
        };
    }

    private static void train(Path folder, int epochs) throws IOException {
        TrainModel.run(TrainModel.Options.of(folder, world.data())
                .withVectors(WordVectorSource.File.of(world.vectors()))
                .withRecipe(TrainingRecipe.COURSE.withConfig(TrainingRecipe.COURSE.config().withEpochs(epochs)
                        .withBatchSize(16).withOptimizer(new Optimizer.Adam(0.03)))),
                TrainModel.Listener.NONE);
    }
}
