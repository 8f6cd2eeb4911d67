package io.semsearch.trainer.start;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** A dataset's captions as rows of weights of words, each row scaled so that the squares of its weights add up to 1;
 * grouped by image. */
final class CaptionRows {

    private final EmbeddedDataset dataset;
    private final int[] order;

    CaptionRows(EmbeddedDataset dataset) {
        this.dataset = dataset;
        this.order = IntStream.range(0, dataset.size()).boxed().sorted(Comparator.comparingInt(dataset::imageRow))
                .mapToInt(Integer::intValue).toArray();
    }

    /** One caption. */
    static final class Row {

        private final int image;
        private final int[] words;
        private final double[] weights;

        private Row(int image, int[] words, double[] weights) {
            this.image = image;
            this.words = words;
            this.weights = weights;
        }

        /** Its image's row. */
        int image() {
            return image;
        }

        /** Its different words; shared. */
        int[] words() {
            return words;
        }

        /** Of these words; shared. */
        double[] weights() {
            return weights;
        }
    }

    /** Is given one caption after the other. */
    interface Visitor {

        void visit(Row row);
    }

    /** All captions, those of one image one after the other, images by rising row. */
    void forEach(Visitor visitor) {
        for (int caption : order) {
            visitor.visit(row(caption));
        }
    }

    private Row row(int caption) {
        CaptionEmbedder embedder = dataset.embedder();
        int[] words = Arrays.stream(dataset.words(caption)).sorted().distinct().toArray();
        double[] weights = new double[words.length];
        for (int word : dataset.words(caption)) {
            weights[Arrays.binarySearch(words, word)] += embedder.weight(word);
        }
        double length = Math.sqrt(Arrays.stream(weights).map(weight -> weight * weight).sum());
        for (int i = 0; i < weights.length && length > 0; i++) {
            weights[i] /= length;
        }
        return new Row(dataset.imageRow(caption), words, weights);
    }
}
