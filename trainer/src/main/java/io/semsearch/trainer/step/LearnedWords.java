package io.semsearch.trainer.step;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The word vectors during training: computes the weighted sums of captions, and updates words by the gradients of
 * these sums. Not thread-safe.
 *
 * <p>A caption has about ten of thousands of words, so sums are computed word by word. The product of a matrix of
 * weights, nearly all of them zero, with the table of vectors would take far longer. */
final class LearnedWords {

    private static final int NONE = -1;

    private final FloatMatrix table;
    private final RowOptimizer optimizer;
    private final ShortenedCaptions captions;
    /** By word, its last occurrence in the current batch; {@link #NONE} between batches. */
    private final int[] last;

    /**
     * @param captions trained on
     * @param start   one vector per word; copied
     * @param moments of the optimizer, by name; copied */
    LearnedWords(ShortenedCaptions captions, FloatMatrix start, TrainingConfig config,
            Map<String, FloatMatrix> moments) {
        this.captions = captions;
        this.table = start.copy();
        this.optimizer = new RowOptimizer(table, config.optimizer(), config.regularization().weightDecay(), moments);
        this.last = new int[start.rows()];
        Arrays.fill(last, NONE);
    }

    /** Writes the weighted sums of the captions' word vectors.
     *
     * @param sums shape [B, semanticDimension] or longer; overwritten
     * @param step number of updates before this one */
    void sum(List<Triplet> batch, float[] sums, int step) {
        int dimension = table.columns();
        Arrays.fill(sums, 0);
        CaptionEmbedder embedder = captions.embedder();
        IntStream.range(0, batch.size()).parallel().forEach(row -> {
            for (int word : captions.words(batch.get(row).caption(), step)) {
                add(embedder.weight(word), table.values(), word * dimension, sums, row * dimension);
            }
        });
    }

    /** Updates the words of a batch.
     *
     * @param gradients of its sums, shape [B, semanticDimension]
     * @param step      number of updates before this one */
    void update(List<Triplet> batch, float[] gradients, int step) {
        Occurrences found = new Occurrences(batch, step);
        optimizer.update(found.words, place -> found.gradient(place, gradients), step);
    }

    /** The occurrences of the words of a batch: for each word, a linked list of its occurrences. */
    private final class Occurrences {

        /** The words, each once. */
        private final int[] words;
        /** The last occurrence of each word. */
        private final int[] ends;
        /** By occurrence, the previous one of the same word, or {@link #NONE}. */
        private final int[] before;
        /** By occurrence, the row of its caption in the batch. */
        private final int[] rows;

        Occurrences(List<Triplet> batch, int step) {
            int[][] wordsOfRows = batch.stream().map(triplet -> captions.words(triplet.caption(), step))
                    .toArray(int[][]::new);
            int count = Arrays.stream(wordsOfRows).mapToInt(row -> row.length).sum();
            int[] found = new int[count];
            before = new int[count];
            rows = new int[count];
            int different = 0;
            int at = 0;
            for (int row = 0; row < wordsOfRows.length; row++) {
                for (int word : wordsOfRows[row]) {
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

        /** The gradient of a word vector: the weighted sum of the gradients of the sums that it occurs in.
         *
         * @param place index in {@link #words} */
        float[] gradient(int place, float[] ofSums) {
            float[] gradient = new float[table.columns()];
            float weight = captions.embedder().weight(words[place]);
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

    /** One vector per word; shared, do not modify. */
    FloatMatrix table() {
        return table;
    }

    /** The optimizer's moments by name; shared, do not modify. */
    Map<String, FloatMatrix> moments() {
        return optimizer.moments();
    }
}
