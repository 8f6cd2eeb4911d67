package io.semsearch.trainer.initialization;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The captions of a dataset as sparse rows of word weights, grouped by image. Each row has unit length. */
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

        /** The row of its image. */
        int image() {
            return image;
        }

        /** Its words, each once, ascending; shared, do not modify. */
        int[] words() {
            return words;
        }

        /** The weights of these words; shared, do not modify. */
        double[] weights() {
            return weights;
        }
    }

    /** Receives one caption after the other. */
    interface Visitor {

        void visit(Row row);
    }

    /** Visits all captions, image by image, in the order of the images' rows. */
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
