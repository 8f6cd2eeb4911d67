package io.semsearch.trainer.step;

import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Image batches have any number of captions. Rows for them are rounded up, so that few steps are recorded. */
    private static final int ROWS = 64;
    private static final String WORD_MOMENT = "words.";
    private static final String SENTENCE_MOMENT = "sentenceMap.";

    private final RankingGraph.Parts parts;
    private final INDArray features;
    private final Optional<INDArray> captions;
    private final Optional<LearnedWords> words;
    private final LearnedMatrix projection;
    private final Optional<LearnedMatrix> sentenceMap;
    private final Optional<CaptionSentences> sentences;
    private final SameDiff gradients;
    private final DropoutMask dropout;
    private final Map<Size, SizedStep> sizedSteps = new HashMap<>();
    private int steps;

    /**
     * @param negatives the negatives to compare with; may differ from those of {@code config}
     * @param start     the state to continue from */
    public TrainableModel(PreparedData data, TrainingConfig config, Negatives negatives, TrainingState start) {
        this.parts = new RankingGraph.Parts(config.objective().with(negatives), config.regularization().dropout() > 0,
                config.learnsWords(), start.weights().sentenceMap().map(FloatMatrix::rows).orElse(0));
        this.features = NativeArrays.of(data.scaledFeatures());
        this.projection = LearnedMatrix.of(config, start.weights().projection(), start.moments());
        this.sentenceMap = start.weights().sentenceMap()
                .map(map -> LearnedMatrix.of(config, map, start.momentsWithPrefix(SENTENCE_MOMENT)));
        ShortenedCaptions shortened = ShortenedCaptions.of(data, config);
        this.sentences = data.sentences().map(all -> new CaptionSentences(shortened, all.mean(), config.seed()));
        this.words = start.weights().words()
                .map(table -> new LearnedWords(shortened, table, config, start.momentsWithPrefix(WORD_MOMENT)));
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
     *                     B], caption by image; with image batches [B or more, images]; overwritten by the next step */
    public record Step(double loss, FloatMatrix similarities) {}

    /**
     * @param captions rows of the similarities
     * @param images   rows of image features */
    private record Size(int captions, int images) {}

    /** The recorded step for batches of one size, the native arrays that it reads, and the Java arrays that are copied
     * from and to native memory. All are reused: allocating megabytes in each step would keep the garbage collector
     * busy.
     *
     * @param captions the sums of their words' vectors, then the gradients of these sums; shape [B, D]
     * @param sentences of the captions, shape [B, E]
     * @param mask     dropout mask of the features, shape [R, F]
     * @param pairs    of captions and their images in an image batch, shape [B, R] */
    private record SizedStep(Map<String, INDArray> inputs, RecordedStep recorded, FloatMatrix similarities,
            FloatMatrix captions, FloatMatrix sentences, FloatMatrix mask, FloatMatrix pairs) implements AutoCloseable {

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
        int[] imageRows = imageRows(batch);
        if (parts.isImageBatch() && imageRows.length == 1) {
            // 1.0.0-M2.1 cannot take the maximum of rows of one value, and there is nothing to compare
            steps++;
            return new Step(0, FloatMatrix.zeros(batch.size(), 1));
        }
        SizedStep sized = sizedSteps.computeIfAbsent(new Size(rows(batch.size()), imageRows.length), this::record);
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
        sentenceMap.ifPresent(map -> map.update(recorded.output(RankingGradients.OF_SENTENCE_MAP), steps));
        projection.update(recorded.output(RankingGradients.OF_PROJECTION), steps);
        steps++;
        return step;
    }

    /** A copy of everything that determines how training continues. */
    public TrainingState state() {
        Map<String, FloatMatrix> moments = new TreeMap<>(projection.moments());
        words.ifPresent(it -> it.moments().forEach((name, moment) -> moments.put(WORD_MOMENT + name, moment.copy())));
        sentenceMap
                .ifPresent(it -> it.moments().forEach((name, moment) -> moments.put(SENTENCE_MOMENT + name, moment)));
        return new TrainingState(weights(), moments, steps);
    }

    /** A copy of the weights after the last step. */
    public ModelWeights weights() {
        return new ModelWeights(projection.weights(), words.map(it -> it.table().copy()),
                sentenceMap.map(LearnedMatrix::weights));
    }

    /** The negatives that captions are compared with. */
    public Negatives negatives() {
        return parts.objective().negatives();
    }

    @Override
    public void close() {
        sizedSteps.values().forEach(SizedStep::close);
        projection.close();
        sentenceMap.ifPresent(LearnedMatrix::close);
        captions.ifPresent(INDArray::close);
        features.close();
    }

    private SizedStep record(Size shape) {
        int size = shape.captions;
        int rows = shape.images;
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
        if (parts.learnsSentences()) {
            inputs.put(RankingGraph.SENTENCES, Nd4j.zeros(DataType.FLOAT, size, parts.sentences()));
        }
        if (parts.isImageBatch()) {
            inputs.put(RankingGraph.PAIRS, Nd4j.zeros(DataType.FLOAT, size, rows));
            inputs.put(RankingGraph.CAPTION_WEIGHTS, Nd4j.zeros(DataType.FLOAT, size, 1));
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
        sentenceMap.ifPresent(it -> all.put(RankingGraph.SENTENCE_MAP, it.array()));
        List<String> outputs = new ArrayList<>(RankingGradients.names(parts));
        outputs.add(RankingGraph.SIMILARITIES);
        outputs.add(RankingGraph.LOSS);
        RecordedStep recorded = new RecordedStep(gradients, outputs, all, chosenLate.values());
        return new SizedStep(inputs, recorded, NativeArrays.toMatrix(recorded.output(RankingGraph.SIMILARITIES)),
                FloatMatrix.zeros(parts.learnsWords() ? size : 0, projection.array().columns()),
                FloatMatrix.zeros(parts.learnsSentences() ? size : 0, parts.sentences()),
                FloatMatrix.zeros(parts.dropout() ? rows : 0, features.columns()),
                FloatMatrix.zeros(parts.isImageBatch() ? size : 0, rows));
    }

    private void fill(SizedStep sized, List<Triplet> batch, int[] imageRows) {
        NativeArrays.write(sized.input(RankingGraph.IMAGE_ROWS), imageRows);
        if (parts.dropout()) {
            dropout.draw(sized.mask.values(), steps);
            NativeArrays.write(sized.input(RankingGraph.FEATURE_MASK), sized.mask.values());
        }
        if (parts.isImageBatch()) {
            fillPairs(sized, batch);
        }
        sentences.ifPresent(it -> {
            it.fill(batch, sized.sentences.values(), steps);
            NativeArrays.write(sized.input(RankingGraph.SENTENCES), sized.sentences.values());
        });
        words.ifPresentOrElse(it -> {
            it.sum(batch, sized.captions.values(), steps);
            NativeArrays.write(sized.input(RankingGraph.CAPTION_SUMS), sized.captions.values());
        }, () -> NativeArrays.write(sized.input(RankingGraph.CAPTION_ROWS),
                IntStream.range(0, rows(batch.size())).map(i -> batch.get(Math.min(i, batch.size() - 1)).caption())
                        .toArray()));
    }

    private static void fillPairs(SizedStep sized, List<Triplet> batch) {
        float[] pairs = sized.pairs.values();
        float[] weights = new float[sized.pairs.rows()];
        int[] good = ImageColumns.distinct(batch).good();
        Arrays.fill(pairs, 0);
        for (int caption = 0; caption < good.length; caption++) {
            pairs[caption * sized.pairs.columns() + good[caption]] = 1;
            weights[caption] = 1f / good.length;
        }
        NativeArrays.write(sized.input(RankingGraph.PAIRS), pairs);
        NativeArrays.write(sized.input(RankingGraph.CAPTION_WEIGHTS), weights);
    }

    private int[] imageRows(List<Triplet> batch) {
        if (parts.isImageBatch()) {
            return ImageColumns.distinct(batch).images();
        }
        int images = parts.objective().negatives().isInBatch() ? batch.size() : 2 * batch.size();
        return IntStream.range(0, images).map(i -> i < batch.size()
                ? batch.get(i).goodImage()
                : batch.get(i - batch.size()).badImage()).toArray();
    }

    private int rows(int captions) {
        return parts.isImageBatch() ? (captions + ROWS - 1) / ROWS * ROWS : captions;
    }
}
