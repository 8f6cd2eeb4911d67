package io.semsearch.trainer;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The words' vectors while they are learned: sums them up to captions, and takes the gradients of these sums back.
 *
 * <p>A caption has some ten words of thousands. So this is done word by word, and not as the product of a matrix of
 * weights and one of vectors, which are nearly all zeros. */
final class LearnedWords {

    private static final int NONE = -1;

    private final EmbeddedDataset dataset;
    private final FloatMatrix table;
    private final RowOptimizer optimizer;
    /** By word, the last of its occurrences in a batch; {@link #NONE} between two batches. */
    private final int[] last;

    /** @param start their vectors, copied
     * @param moments of the optimizer, by name */
    LearnedWords(EmbeddedDataset dataset, FloatMatrix start, TrainingConfig config,
            Map<String, FloatMatrix> moments) {
        this.dataset = dataset;
        this.table = FloatMatrix.wrap(start.rows(), start.columns(), start.values().clone());
        this.optimizer = new RowOptimizer(table, config.optimizer(), config.regularization().weightDecay(), moments);
        this.last = new int[start.rows()];
        Arrays.fill(last, NONE);
    }

    /** Writes the captions' weighted sums of words, shape [B, semanticDimension]. */
    void sum(List<Triplet> batch, float[] sums) {
        int dimension = table.columns();
        Arrays.fill(sums, 0);
        CaptionEmbedder embedder = dataset.embedder();
        IntStream.range(0, batch.size()).parallel().forEach(row -> {
            for (int word : dataset.words(batch.get(row).caption())) {
                add(embedder.weight(word), table.values(), word * dimension, sums, row * dimension);
            }
        });
    }

    /** Moves the batch's words.
     *
     * @param gradients of {@link #sum}
     * @param step      updates before this one */
    void update(List<Triplet> batch, float[] gradients, int step) {
        Occurrences found = new Occurrences(batch);
        optimizer.update(found.words, place -> found.gradient(place, gradients), step);
    }

    /** Where a batch's words stand: for each word a chain through its occurrences. */
    private final class Occurrences {

        /** The different words. */
        private final int[] words;
        /** The last occurrence of each. */
        private final int[] ends;
        /** The occurrence before of the same word, or {@link #NONE}. */
        private final int[] before;
        /** The row of the occurrence's caption. */
        private final int[] rows;

        Occurrences(List<Triplet> batch) {
            int count = batch.stream().mapToInt(triplet -> dataset.words(triplet.caption()).length).sum();
            int[] found = new int[count];
            before = new int[count];
            rows = new int[count];
            int different = 0;
            int at = 0;
            for (int row = 0; row < batch.size(); row++) {
                for (int word : dataset.words(batch.get(row).caption())) {
                    if (last[word] == NONE) {
                        found[different++] = word;
                    }
                    before[at] = last[word];
                    rows[at] = row;
                    last[word] = at++;
                }
            }
            words = Arrays.copyOf(found, different);
            ends = IntStream.of(words).map(word -> last[word]).toArray();
            IntStream.of(words).forEach(word -> last[word] = NONE);
        }

        /** The gradient of a word's vector, from those of the captions' sums. */
        float[] gradient(int place, float[] ofSums) {
            float[] gradient = new float[table.columns()];
            float weight = dataset.embedder().weight(words[place]);
            for (int at = ends[place]; at != NONE; at = before[at]) {
                add(weight, ofSums, rows[at] * gradient.length, gradient, 0);
            }
            return gradient;
        }
    }

    private void add(float weight, float[] from, int start, float[] to, int place) {
        int dimension = table.columns();
        for (int i = 0; i < dimension; i++) {
            to[place + i] += weight * from[start + i];
        }
    }

    /** One vector a word; shared. */
    FloatMatrix table() {
        return table;
    }

    Map<String, FloatMatrix> moments() {
        return optimizer.moments();
    }
}
