package io.semsearch.trainer;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** The projection, and the words if they are learned, while they are trained: one optimization step at a time, all
 * state readable. Not thread-safe. */
final class RankingTraining implements AutoCloseable {

    private static final String WORD_MOMENT = "words.";

    private final TrainingConfig config;
    private final RankingGraph.Parts parts;
    private final INDArray features;
    private final Optional<INDArray> captions;
    private final Optional<LearnedWords> words;
    private final INDArray projection;
    private final GradientUpdater<?> updater;
    private final StepSession session;
    private final DropoutMask dropout;
    private int steps;

    /**
     * @param scaled the features of the dataset's images, scaled
     * @param start  the state to go on from */
    RankingTraining(EmbeddedDataset dataset, FloatMatrix scaled, TrainingConfig config, Negatives negatives,
            TrainingState start) {
        this.config = config;
        this.parts = new RankingGraph.Parts(config.objective().with(negatives), config.regularization().dropout() > 0,
                config.learnsWords());
        this.features = NativeArrays.of(scaled);
        this.projection = NativeArrays.of(start.projection());
        this.words = start.words().map(table -> new LearnedWords(dataset, table, config, start.momentsOf(WORD_MOMENT)));
        this.captions = parts.learnsWords() ? Optional.empty() : Optional.of(NativeArrays.of(dataset.embeddings()));
        this.dropout = new DropoutMask(config.regularization().dropout(), config.seed(), scaled.columns());
        this.steps = start.steps();
        this.updater = updater(config.optimizer(), start);
        SameDiff graph = RankingGraph.define(projection, null, parts);
        List<String> outputs = new ArrayList<>(RankingGraph.addGradients(graph, parts));
        outputs.add(RankingGraph.SIMILARITIES);
        outputs.add(RankingGraph.LOSS);
        this.session = new StepSession(graph.getFunction("grad"), outputs);
    }

    /** What a step saw before it changed anything.
     *
     * @param loss         of the batch
     * @param similarities shape [2, B]: of the good images, then of the bad ones; or [B, B], caption by image */
    record Step(double loss, FloatMatrix similarities) {}

    /** Takes one step. */
    Step step(List<Triplet> batch) {
        Optional<LearnedWords.Batch> wordsOfBatch = words.map(it -> it.batch(batch));
        Map<String, INDArray> outputs = run(batch, wordsOfBatch);
        INDArray update = output(outputs, RankingGraph.PROJECTION_GRADIENT);
        Step step = new Step(output(outputs, RankingGraph.LOSS).getDouble(0),
                NativeArrays.toMatrix(output(outputs, RankingGraph.SIMILARITIES)));
        updater.applyUpdater(update, steps, 0);
        double decay = config.optimizer().learningRate() * config.regularization().weightDecay();
        if (decay > 0) {
            projection.muli(1 - decay);
        }
        projection.subi(update);
        wordsOfBatch.ifPresent(it -> words.orElseThrow().update(it,
                NativeArrays.toMatrix(output(outputs, RankingGraph.WORD_GRADIENT)).values(), steps));
        steps++;
        return step;
    }

    /** A copy of all that decides how training goes on. */
    TrainingState state() {
        Map<String, FloatMatrix> moments = new TreeMap<>();
        updater.getState().forEach((name, moment) -> moments.put(name, NativeArrays.toMatrix(moment)));
        words.ifPresent(it -> it.moments().forEach((name, moment) -> moments.put(WORD_MOMENT + name, copy(moment))));
        return new TrainingState(projection(), words.map(it -> copy(it.table())), moments, steps);
    }

    /** A copy of the projection as it stands, for scaled features. */
    FloatMatrix projection() {
        return NativeArrays.toMatrix(projection);
    }

    /** A copy of the words' vectors as they stand, if they are learned. */
    Optional<FloatMatrix> words() {
        return words.map(it -> copy(it.table()));
    }

    @Override
    public void close() {
        session.close();
        updater.getState().values().forEach(INDArray::close);
        captions.ifPresent(INDArray::close);
        List.of(features, projection).forEach(INDArray::close);
    }

    private Map<String, INDArray> run(List<Triplet> batch, Optional<LearnedWords.Batch> wordsOfBatch) {
        boolean pairs = parts.objective().negatives().isInBatch();
        int rows = pairs ? batch.size() : 2 * batch.size();
        int[] captionRows = new int[rows];
        int[] imageRows = new int[rows];
        for (int i = 0; i < rows; i++) {
            Triplet triplet = batch.get(i % batch.size());
            captionRows[i] = triplet.caption();
            imageRows[i] = i < batch.size() ? triplet.goodImage() : triplet.badImage();
        }
        Map<String, INDArray> inputs = new HashMap<>();
        inputs.put(RankingGraph.IMAGE_ROWS, Nd4j.createFromArray(imageRows));
        if (parts.dropout()) {
            inputs.put(RankingGraph.FEATURE_MASK, NativeArrays.of(dropout.draw(rows, steps)));
        }
        captions.ifPresent(it -> inputs.put(RankingGraph.CAPTION_ROWS, Nd4j.createFromArray(captionRows)));
        wordsOfBatch.ifPresent(it -> {
            inputs.put(RankingGraph.WORDS, NativeArrays.of(it.vectors()));
            inputs.put(RankingGraph.WORD_WEIGHTS, NativeArrays.of(it.weights()));
        });
        Map<String, INDArray> all = new HashMap<>(inputs);
        all.put(RankingGraph.IMAGE_FEATURES, features);
        captions.ifPresent(it -> all.put(RankingGraph.CAPTION_EMBEDDINGS, it));
        try {
            return session.run(all);
        } finally {
            inputs.values().forEach(INDArray::close);
        }
    }

    private static INDArray output(Map<String, INDArray> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name), name);
    }

    private static FloatMatrix copy(FloatMatrix matrix) {
        return FloatMatrix.wrap(matrix.rows(), matrix.columns(), matrix.values().clone());
    }

    private static GradientUpdater<?> updater(Optimizer optimizer, TrainingState start) {
        IUpdater kind = switch (optimizer) {
            case Optimizer.Adam adam -> new Adam(adam.learningRate());
            case Optimizer.Sgd sgd -> new Nesterovs(sgd.learningRate(), sgd.momentum());
        };
        FloatMatrix weights = start.projection();
        Map<String, INDArray> moments = new HashMap<>();
        for (String name : optimizer.momentNames()) {
            FloatMatrix moment = start.moments().getOrDefault(name,
                    FloatMatrix.zeros(weights.rows(), weights.columns()));
            moments.put(name, NativeArrays.of(moment));
        }
        return kind.instantiate(moments, false);
    }
}
