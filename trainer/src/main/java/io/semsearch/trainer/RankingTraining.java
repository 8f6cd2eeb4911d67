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
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The projection, and the words if they are learned, while they are trained: one optimization step at a time, all
 * state readable. Not thread-safe. */
final class RankingTraining implements AutoCloseable {

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
     * @param scaled the features of the dataset's images, scaled
     * @param start  the state to go on from */
    RankingTraining(EmbeddedDataset dataset, FloatMatrix scaled, TrainingConfig config, Negatives negatives,
            TrainingState start) {
        this.parts = new RankingGraph.Parts(config.objective().with(negatives), config.regularization().dropout() > 0,
                config.learnsWords());
        this.features = NativeArrays.of(scaled);
        this.projection = LearnedProjection.of(config, start);
        this.words = start.words().map(table -> new LearnedWords(dataset, table, config, start.momentsOf(WORD_MOMENT)));
        this.captions = parts.learnsWords() ? Optional.empty() : Optional.of(NativeArrays.of(dataset.embeddings()));
        this.dropout = new DropoutMask(config.regularization().dropout(), config.seed());
        this.steps = start.steps();
        this.gradients = RankingGradients.add(RankingGraph.defineForTraining(projection.array(), null, parts),
                parts);
    }

    /** What a step saw before it changed anything.
     *
     * @param loss         of the batch
     * @param similarities shape [2, B]: of the good images, then of the bad ones; or [B, B], caption by image;
     *                     overwritten by the next step */
    record Step(double loss, FloatMatrix similarities) {}

    /** The recorded step for batches of one size, the arrays that it reads, and what is moved from and to Java: new ones
     * in each step, of megabytes, would keep the garbage collector busy.
     *
     * @param captions their sums, then the gradients of these; shape [B, D]
     * @param mask     of the features, shape [R, F] */
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

    /** Takes one step. */
    Step step(List<Triplet> batch) {
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

    /** A copy of all that decides how training goes on. */
    TrainingState state() {
        Map<String, FloatMatrix> moments = new TreeMap<>(projection.moments());
        words.ifPresent(it -> it.moments().forEach((name, moment) -> moments.put(WORD_MOMENT + name, copy(moment))));
        return new TrainingState(projection(), words(), moments, steps);
    }

    /** A copy of the projection as it stands, for scaled features. */
    FloatMatrix projection() {
        return projection.weights();
    }

    /** A copy of the words' vectors as they stand, if they are learned. */
    Optional<FloatMatrix> words() {
        return words.map(it -> copy(it.table()));
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

    private static FloatMatrix copy(FloatMatrix matrix) {
        return matrix.rowRange(0, matrix.rows());
    }
}
