package io.semsearch.trainer;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The words' vectors while they are learned: hands out those of a batch's words, and takes their gradients back. */
final class LearnedWords {

    /** Numbers of words in a batch are rounded up to a multiple, so that steps share arrays of a few sizes. */
    private static final int MULTIPLE = 128;

    private final EmbeddedDataset dataset;
    private final FloatMatrix table;
    private final RowOptimizer optimizer;

    /** @param start their vectors, copied
     * @param moments of the optimizer, by name */
    LearnedWords(EmbeddedDataset dataset, FloatMatrix start, TrainingConfig config,
            Map<String, FloatMatrix> moments) {
        this.dataset = dataset;
        this.table = FloatMatrix.wrap(start.rows(), start.columns(), start.values().clone());
        this.optimizer = new RowOptimizer(table, config.optimizer(), config.regularization().weightDecay(), moments);
    }

    /** The words of a batch. */
    static final class Batch {

        private final int[] rows;
        private final FloatMatrix vectors;
        private final FloatMatrix weights;

        private Batch(int[] rows, FloatMatrix vectors, FloatMatrix weights) {
            this.rows = rows;
            this.vectors = vectors;
            this.weights = weights;
        }

        /** Those of the U different words, then rows of zeros. */
        FloatMatrix vectors() {
            return vectors;
        }

        /** How much each word counts in each caption, shape [B, rows of vectors]. */
        FloatMatrix weights() {
            return weights;
        }
    }

    Batch batch(List<Triplet> triplets) {
        int[] rows = triplets.stream().flatMapToInt(triplet -> Arrays.stream(dataset.words(triplet.caption())))
                .sorted().distinct().toArray();
        int padded = (rows.length + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        FloatMatrix vectors = FloatMatrix.zeros(padded, table.columns());
        IntStream.range(0, rows.length).forEach(i -> System.arraycopy(table.values(), rows[i] * table.columns(),
                vectors.values(), i * table.columns(), table.columns()));
        FloatMatrix weights = FloatMatrix.zeros(triplets.size(), padded);
        CaptionEmbedder embedder = dataset.embedder();
        for (int i = 0; i < triplets.size(); i++) {
            for (int word : dataset.words(triplets.get(i).caption())) {
                weights.values()[i * padded + Arrays.binarySearch(rows, word)] += embedder.weight(word);
            }
        }
        return new Batch(rows, vectors, weights);
    }

    /** @param step updates before this one */
    void update(Batch batch, float[] gradients, int step) {
        optimizer.update(batch.rows, gradients, step);
    }

    /** One vector a word; shared. */
    FloatMatrix table() {
        return table;
    }

    Map<String, FloatMatrix> moments() {
        return optimizer.moments();
    }
}
