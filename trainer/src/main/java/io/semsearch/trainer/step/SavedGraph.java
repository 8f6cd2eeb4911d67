package io.semsearch.trainer.step;

import io.semsearch.artifact.ModelDraft;
import io.semsearch.projection.ImageProjection;
import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.config.Objective;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The SameDiff graph of a trained projection as a file for users of Deeplearning4j, which {@code SameDiff.load} opens.
 *
 * <p>It compares triplets of image features and caption embeddings; see {@link RankingGraph} for its placeholders and
 * outputs. */
public final class SavedGraph {

    private SavedGraph() {}

    /** Writes the graph of a projection.
     *
     * @param margin of the margin ranking loss that the graph computes */
    public static ModelDraft.PartWriter writer(ImageProjection projection, double margin) {
        return file -> {
            FloatMatrix shift = FloatMatrix.wrap(1, projection.semanticDimension(), projection.bias());
            try (INDArray weights = NativeArrays.of(projection.weights()); INDArray bias = NativeArrays.of(shift)) {
                RankingGraph.Parts parts = new RankingGraph.Parts(Objective.triplets(margin), false, false);
                save(RankingGraph.define(weights, bias, parts), file);
            }
        };
    }

    /** SameDiff wraps the error of a full disk. */
    private static void save(SameDiff graph, Path file) throws IOException {
        try {
            graph.save(file.toFile(), false);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException unwritten) {
                throw unwritten;
            }
            throw e;
        }
    }
}
