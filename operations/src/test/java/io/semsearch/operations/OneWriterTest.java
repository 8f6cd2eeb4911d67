package io.semsearch.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.artifact.ModelReader;
import io.semsearch.files.FolderLock;
import io.semsearch.operations.indexing.AddImages;
import io.semsearch.operations.indexing.IndexImages;
import io.semsearch.operations.indexing.OptimizeIndex;
import io.semsearch.operations.indexing.RemoveImages;
import io.semsearch.operations.inspection.DescribeCollection;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.operations.training.TrainingRecipe;
import io.semsearch.operations.training.TrainingReports;
import io.semsearch.operations.training.ValidationData;
import io.semsearch.operations.vectors.WordVectorSource;
import io.semsearch.trainer.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One operation at a time writes to a collection; the others are refused before they change anything. */
class OneWriterTest {

    @TempDir
    static Path shared;

    private static SmallWorldFiles world;
    private static CollectionFolder collection;

    @BeforeAll
    static void trainAndIndex() throws IOException {
        world = SmallWorldFiles.write(shared.resolve("world"));
        collection = new CollectionFolder(shared.resolve("collection"));
        TrainModel.run(training(1), TrainModel.Listener.NONE);
        IndexImages.run(IndexImages.Options.of(collection.path(), world.allData()), OperationListener.NONE);
    }

    @Test
    void whileOneWritesAllOthersAreRefused() throws IOException {
        String refusal = collection.path()
                + ": another command is writing here (train, index, add, ...): wait until it has ended";
        List<FolderLock.Work<?>> operations = List.of(
                () -> TrainModel.run(training(2), TrainModel.Listener.NONE),
                () -> IndexImages.run(IndexImages.Options.of(collection.path(), world.data()), OperationListener.NONE),
                () -> AddImages.run(AddImages.Options.of(collection.path(), world.data()), OperationListener.NONE),
                () -> RemoveImages.run(RemoveImages.Options.of(collection.path(), List.of(1L)), OperationListener.NONE),
                () -> OptimizeIndex.run(collection, OperationListener.NONE));
        DescribeCollection.Result before = DescribeCollection.run(collection);

        collection.exclusively(() -> {
            for (FolderLock.Work<?> operation : operations) {
                assertThat(failureInAnotherThread(operation)).isEqualTo(refusal);
            }
            return operations.size();
        });

        assertThat(DescribeCollection.run(collection)).isEqualTo(before);
    }

    @Test
    void aTrainingRunThatStartsBesideAnotherDoesNotDisturbIt() throws IOException {
        CollectionFolder other = new CollectionFolder(shared.resolve("other"));
        AtomicReference<String> refusal = new AtomicReference<>("");

        TrainModel.Result result = TrainModel.run(training(other, 3), new TrainModel.Listener() {

            @Override
            public void onEpochEnd(EpochReport report, boolean isBest) {
                refusal.set(failureInAnotherThread(
                        () -> TrainModel.run(training(other, 4), TrainModel.Listener.NONE)));
            }
        });

        assertThat(refusal.get()).startsWith(other.path() + ": another command is writing here");
        ModelReader.verify(other.model());
        assertThat(ModelReader.readManifest(other.model()).fingerprint()).isEqualTo(result.model().fingerprint());
        assertThat(new TrainingReports(other.reports()).read()).isEqualTo(result.training().reports());
        assertThat(TrainModel.run(training(other, 3).withMode(TrainModel.Mode.RESUME), TrainModel.Listener.NONE).model()
                .fingerprint()).isEqualTo(result.model().fingerprint());
    }

    @Test
    void readersAreNotRefused() throws IOException {
        assertThat(collection.<String>exclusively(() -> failureInAnotherThread(
                () -> VerifyIndex.run(VerifyIndex.Options.of(collection.path()), OperationListener.NONE).problems())))
                .isEqualTo("no failure: []");
    }

    @Test
    void aCollectionThatIsMissingIsNotMade() {
        Path missing = shared.resolve("missing");
        assertThatThrownBy(() -> OptimizeIndex.run(new CollectionFolder(missing), OperationListener.NONE))
                .hasMessageStartingWith(missing + ": there is no collection here");
        assertThat(missing).doesNotExist();
    }

    private static String failureInAnotherThread(FolderLock.Work<?> operation) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return "no failure: " + operation.run();
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        }).join();
    }

    private static TrainModel.Options training(long seed) {
        return training(collection, seed);
    }

    private static TrainModel.Options training(CollectionFolder folder, long seed) {
        return TrainModel.Options.of(folder.path(), world.data())
                .withValidation(new ValidationData.Captions(List.of(world.validation())))
                .withVectors(WordVectorSource.File.of(world.vectors()))
                .withRecipe(TrainingRecipe.COURSE.withEpochs(1).withSeed(seed));
    }
}
