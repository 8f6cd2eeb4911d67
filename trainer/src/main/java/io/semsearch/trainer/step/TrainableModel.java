package io.semsearch.trainer.step;

import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model during training, which takes one optimization step at a time. Its complete state can be read and restored.
 * Holds native memory. Not thread-safe. */
public final class TrainableModel implements AutoCloseable {

    private static final String WORD_MOMENT = "words.";

    private final RankingGraph.Parts parts;
    private final INDArray features;
    private final Optional<INDArray> captions;
    private final Optional<LearnedWords> words;
    private final LearnedProjection projection;
    private final SameDiff gradients;
    private final DropoutMask dropout;
    private final Map<Integer, SizedStep> sizedSteps = new HashMap<>();
    private int steps;

    /**
     * @param negatives the negatives to compare with; may differ from those of {@code config}
     * @param start     the state to continue from */
    public TrainableModel(PreparedData data, TrainingConfig config, Negatives negatives, TrainingState start) {
        this.parts = new RankingGraph.Parts(config.objective().with(negatives), config.regularization().dropout() > 0,
                config.learnsWords());
        this.features = NativeArrays.of(data.scaledFeatures());
        this.projection = LearnedProjection.of(config, start);
        this.words = start.weights().words()
                .map(table -> new LearnedWords(data.dataset(), table, config, start.momentsWithPrefix(WORD_MOMENT)));
        this.captions = parts.learnsWords()
                ? Optional.empty()
                : Optional.of(NativeArrays.of(data.dataset().embeddings()));
        this.dropout = new DropoutMask(config.regularization().dropout(), config.seed());
        this.steps = start.steps();
        this.gradients = RankingGradients.add(RankingGraph.defineForTraining(projection.array(), null, parts),
                parts);
    }

    /** The result of a step, computed with the weights before it.
     *
     * @param loss         of the batch
     * @param similarities with triplets shape [2, B], the good images, then the bad ones; with in-batch negatives [B,
     *                     B], caption by image; overwritten by the next step */
    public record Step(double loss, FloatMatrix similarities) {}

    /** The recorded step for batches of one size, the native arrays that it reads, and the Java arrays that are copied
     * from and to native memory. All are reused: allocating megabytes in each step would keep the garbage collector
     * busy.
     *
     * @param captions the sums of their words' vectors, then the gradients of these sums; shape [B, D]
     * @param mask     dropout mask of the features, shape [R, F] */
    private record SizedStep(Map<String, INDArray> inputs, RecordedStep recorded, FloatMatrix similarities,
            FloatMatrix captions, FloatMatrix mask) implements AutoCloseable {

        INDArray input(String name) {
            return Objects.requireNonNull(inputs.get(name), name);
        }

        @Override
        public void close() {
            recorded.close();
            inputs.values().forEach(INDArray::close);
        }
    }

    /** Takes one step.
     *
     * @param batch at least one triplet; with in-batch negatives at least two, and their bad images are ignored */
    public Step step(List<Triplet> batch) {
        SizedStep sized = sizedSteps.computeIfAbsent(batch.size(), this::record);
        int[] imageRows = imageRows(batch);
        fill(sized, batch, imageRows);
        RecordedStep recorded = sized.recorded;
        recorded.runToChoice();
        FloatMatrix similarities = sized.similarities;
        NativeArrays.read(recorded.output(RankingGraph.SIMILARITIES), similarities.values());
        if (parts.needsHardest()) {
            NativeArrays.write(sized.input(RankingGraph.HARDEST_IMAGES), HardestPairs.images(similarities, imageRows));
            NativeArrays.write(sized.input(RankingGraph.HARDEST_CAPTIONS),
                    HardestPairs.captions(similarities, imageRows));
        }
        recorded.runFromChoice();
        boolean comparesNothing = parts.needsHardest() && IntStream.of(imageRows).distinct().count() == 1;
        Step step = new Step(comparesNothing ? 0 : recorded.output(RankingGraph.LOSS).getDouble(0), similarities);
        words.ifPresent(it -> {
            NativeArrays.read(recorded.output(RankingGradients.OF_CAPTION_SUMS), sized.captions.values());
            it.update(batch, sized.captions.values(), steps);
        });
        projection.update(recorded.output(RankingGradients.OF_PROJECTION), steps);
        steps++;
        return step;
    }

    /** A copy of everything that determines how training continues. */
    public TrainingState state() {
        Map<String, FloatMatrix> moments = new TreeMap<>(projection.moments());
        words.ifPresent(it -> it.moments().forEach((name, moment) -> moments.put(WORD_MOMENT + name, moment.copy())));
        return new TrainingState(weights(), moments, steps);
    }

    /** A copy of the weights after the last step. */
    public ModelWeights weights() {
        return new ModelWeights(projection.weights(), words.map(it -> it.table().copy()));
    }

    /** The negatives that captions are compared with. */
    public Negatives negatives() {
        return parts.objective().negatives();
    }

    @Override
    public void close() {
        sizedSteps.values().forEach(SizedStep::close);
        projection.close();
        captions.ifPresent(INDArray::close);
        features.close();
    }

    private SizedStep record(int size) {
        int rows = imagesOf(size);
        Map<String, INDArray> inputs = new HashMap<>();
        inputs.put(RankingGraph.IMAGE_ROWS, Nd4j.zeros(DataType.INT32, rows));
        if (parts.dropout()) {
            inputs.put(RankingGraph.FEATURE_MASK, Nd4j.zeros(DataType.FLOAT, rows, features.columns()));
        }
        if (parts.learnsWords()) {
            inputs.put(RankingGraph.CAPTION_SUMS,
                    Nd4j.zeros(DataType.FLOAT, size, projection.array().columns()));
        } else {
            inputs.put(RankingGraph.CAPTION_ROWS, Nd4j.zeros(DataType.INT32, size));
        }
        Map<String, INDArray> chosenLate = new HashMap<>();
        if (parts.needsHardest()) {
            chosenLate.put(RankingGraph.HARDEST_IMAGES, Nd4j.zeros(DataType.INT32, size));
            chosenLate.put(RankingGraph.HARDEST_CAPTIONS, Nd4j.zeros(DataType.INT32, size));
        }
        inputs.putAll(chosenLate);
        Map<String, INDArray> all = new HashMap<>(inputs);
        all.put(RankingGraph.PROJECTION, projection.array());
        all.put(RankingGraph.IMAGE_FEATURES, features);
        captions.ifPresent(it -> all.put(RankingGraph.CAPTION_EMBEDDINGS, it));
        List<String> outputs = new ArrayList<>(RankingGradients.names(parts));
        outputs.add(RankingGraph.SIMILARITIES);
        outputs.add(RankingGraph.LOSS);
        RecordedStep recorded = new RecordedStep(gradients, outputs, all, chosenLate.values());
        return new SizedStep(inputs, recorded, NativeArrays.toMatrix(recorded.output(RankingGraph.SIMILARITIES)),
                FloatMatrix.zeros(parts.learnsWords() ? size : 0, projection.array().columns()),
                FloatMatrix.zeros(parts.dropout() ? rows : 0, features.columns()));
    }

    private void fill(SizedStep sized, List<Triplet> batch, int[] imageRows) {
        NativeArrays.write(sized.input(RankingGraph.IMAGE_ROWS), imageRows);
        if (parts.dropout()) {
            dropout.draw(sized.mask.values(), steps);
            NativeArrays.write(sized.input(RankingGraph.FEATURE_MASK), sized.mask.values());
        }
        words.ifPresentOrElse(it -> {
            it.sum(batch, sized.captions.values());
            NativeArrays.write(sized.input(RankingGraph.CAPTION_SUMS), sized.captions.values());
        }, () -> NativeArrays.write(sized.input(RankingGraph.CAPTION_ROWS),
                batch.stream().mapToInt(Triplet::caption).toArray()));
    }

    private int[] imageRows(List<Triplet> batch) {
        return IntStream.range(0, imagesOf(batch.size())).map(i -> i < batch.size()
                ? batch.get(i).goodImage()
                : batch.get(i - batch.size()).badImage()).toArray();
    }

    private int imagesOf(int size) {
        return parts.objective().negatives().isInBatch() ? size : 2 * size;
    }
}
