package io.semsearch.operations.evaluation;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.DataFileException;
import io.semsearch.evaluation.Memorizer;
import io.semsearch.evaluation.Ranks;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Measures whether a model understands captions, or knows them by heart: R@10 of the captions of test images that show
 * what no training image shows together, among all test images. */
public final class MeasureHeldOutRecall {

    private static final int K = 10;

    private MeasureHeldOutRecall() {}

    /** What to measure on.
     *
     * @param collection       with a trained model
     * @param test             captions and features of the test images
     * @param trainingCaptions the captions files that the model was trained on
     * @param heldOut          ids of the test images that show such a combination
     * @param seed             of the guesses */
    public record Options(CollectionFolder collection, DataFiles test, List<Path> trainingCaptions, Set<Long> heldOut,
            long seed) {

        /** @throws IllegalArgumentException if no image is held out */
        public Options {
            trainingCaptions = List.copyOf(trainingCaptions);
            heldOut = Set.copyOf(heldOut);
            if (heldOut.isEmpty()) {
                throw new IllegalArgumentException("at least one image must be held out");
            }
        }
    }

    /** R@10, each in [0, 1].
     *
     * @param model     the model's
     * @param memorizer that of somebody who knows the training captions by heart and guesses otherwise
     * @param chance    that of guessing */
    public record Result(double model, double memorizer, double chance) {}

    /** Runs the operation.
     *
     * @throws DataFileException if captions or features are damaged, or do not fit the model
     * @throws IOException       if the model or a file cannot be read */
    public static Result run(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        DataFiles test = options.test();
        ModelArtifact model = options.collection().existing().readModel();
        CaptionDataset training = test.readCaptions(options.trainingCaptions(), progress);
        CaptionedFeatures joined = CaptionedFeatures.join(test.readCaptions(progress),
                test.readFeatures(model.manifest().encoder(), listener));
        EmbeddedDataset dataset = EmbeddedDataset.embed(joined, model.captionEmbedder());
        List<Long> ids = IntStream.range(0, dataset.images().size()).mapToObj(dataset.images()::imageId).toList();
        List<Caption> queries = joined.captions().stream()
                .filter(caption -> options.heldOut().contains(caption.imageId())).toList();
        int[] guesses = new Memorizer(training.captions()).ranks(queries, ids, options.seed());
        return new Result(RetrievalMetrics.recallAt(K, ranks(model, dataset, options.heldOut())),
                RetrievalMetrics.recallAt(K, guesses), (double) K / ids.size());
    }

    private static int[] ranks(ModelArtifact model, EmbeddedDataset dataset, Set<Long> heldOut) {
        int[] queries = IntStream.range(0, dataset.size())
                .filter(row -> heldOut.contains(dataset.images().imageId(dataset.imageRow(row)))).toArray();
        FloatMatrix gallery = model.projection().projectAll(dataset.images());
        return Ranks.ofTargets(dataset.embeddings().selectRows(queries), gallery,
                Arrays.stream(queries).map(dataset::imageRow).toArray(), Progress.Task.NONE);
    }
}
