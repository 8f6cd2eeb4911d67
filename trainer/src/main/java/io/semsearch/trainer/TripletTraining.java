package io.semsearch.trainer;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** The projection while it is trained: one optimization step at a time, all state readable. Not thread-safe. */
final class TripletTraining implements AutoCloseable {

    private final INDArray features;
    private final INDArray captions;
    private final INDArray projection;
    private final GradientUpdater<?> updater;
    private final String gradient;
    private final StepSession session;
    private int steps;

    /** @param start the state to go on from */
    TripletTraining(EmbeddedDataset dataset, TrainingConfig config, TrainingState start) {
        features = NativeArrays.of(dataset.images().matrix());
        captions = NativeArrays.of(dataset.embeddings());
        projection = NativeArrays.of(start.projection());
        steps = start.steps();
        updater = updater(config.optimizer(), start);
        SameDiff graph = TripletGraph.define(projection, config.margin());
        gradient = TripletGraph.addGradient(graph);
        session = new StepSession(graph.getFunction("grad"), List.of(TripletGraph.SIMILARITIES, gradient));
    }

    /** Takes one step.
     *
     * @return the similarities before it, shape [2, B]: of the good images, then of the bad ones */
    FloatMatrix step(List<Triplet> batch) {
        Map<String, INDArray> outputs = run(batch);
        INDArray update = output(outputs, gradient);
        FloatMatrix similarities = NativeArrays.toMatrix(output(outputs, TripletGraph.SIMILARITIES));
        updater.applyUpdater(update, steps++, 0);
        projection.subi(update);
        return similarities;
    }

    /** A copy of all that decides how training goes on. */
    TrainingState state() {
        Map<String, FloatMatrix> moments = new TreeMap<>();
        updater.getState().forEach((name, moment) -> moments.put(name, NativeArrays.toMatrix(moment)));
        return new TrainingState(NativeArrays.toMatrix(projection), moments, steps);
    }

    /** The projection as it stands. */
    FloatMatrix projection() {
        return NativeArrays.toMatrix(projection);
    }

    /** The gradient of a batch's loss, without a step. */
    FloatMatrix gradient(List<Triplet> batch) {
        return NativeArrays.toMatrix(output(run(batch), gradient));
    }

    @Override
    public void close() {
        session.close();
        updater.getState().values().forEach(INDArray::close);
        List.of(features, captions, projection).forEach(INDArray::close);
    }

    private Map<String, INDArray> run(List<Triplet> batch) {
        int[] captionRows = new int[2 * batch.size()];
        int[] imageRows = new int[2 * batch.size()];
        for (int i = 0; i < batch.size(); i++) {
            Triplet triplet = batch.get(i);
            captionRows[i] = triplet.caption();
            captionRows[batch.size() + i] = triplet.caption();
            imageRows[i] = triplet.goodImage();
            imageRows[batch.size() + i] = triplet.badImage();
        }
        try (INDArray captionInput = Nd4j.createFromArray(captionRows);
                INDArray imageInput = Nd4j.createFromArray(imageRows)) {
            return session.run(Map.of(TripletGraph.IMAGE_FEATURES, features, TripletGraph.CAPTION_EMBEDDINGS, captions,
                    TripletGraph.CAPTION_ROWS, captionInput, TripletGraph.IMAGE_ROWS, imageInput));
        }
    }

    private static INDArray output(Map<String, INDArray> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name), name);
    }

    private static GradientUpdater<?> updater(Optimizer optimizer, TrainingState start) {
        IUpdater kind = switch (optimizer) {
            case Optimizer.Adam adam -> new Adam(adam.learningRate());
            case Optimizer.Sgd sgd -> new Nesterovs(sgd.learningRate(), sgd.momentum());
        };
        FloatMatrix weights = start.projection();
        Map<String, INDArray> moments = new HashMap<>();
        for (String name : momentNames(optimizer)) {
            FloatMatrix moment = start.moments().getOrDefault(name,
                    FloatMatrix.zeros(weights.rows(), weights.columns()));
            moments.put(name, NativeArrays.of(moment));
        }
        return kind.instantiate(moments, false);
    }

    /** ND4J's names of what an updater remembers of earlier gradients. */
    private static List<String> momentNames(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Adam adam -> List.of("M", "V");
            case Optimizer.Sgd sgd -> List.of("V");
        };
    }
}
