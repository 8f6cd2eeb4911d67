package io.semsearch.benchmarks;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A generated dataset: images of six words each, features that mix these words, and captions of ten words, half of
 * them of the image. {@code benchmarks/train/contender.py} generates the same.
 *
 * <p>A random number is a function of its position in the stream (the output function of SplitMix64, Steele et al.
 * 2014), so any language can draw all at once. The probability of a word falls as 1 / (number + 10). */
final class SyntheticWorld {

    static final int FEATURES = 512;
    static final int DIMENSION = 300;
    static final int IMAGES = 20_000;
    static final int VOCABULARY = 8_000;

    private static final int CAPTIONS_PER_IMAGE = 5;
    private static final int WORDS_PER_IMAGE = 6;
    private static final int WORDS_PER_CAPTION = 10;

    private static final int STREAM_IMAGE_WORDS = 1;
    private static final int STREAM_CAPTION_WORDS = 2;
    private static final int STREAM_LOOKS = 3;
    private static final int STREAM_NOISE = 4;
    private static final int STREAM_VECTORS = 5;

    private SyntheticWorld() {}

    static EmbeddedDataset make() {
        int[][] shown = new int[IMAGES][WORDS_PER_IMAGE];
        for (int i = 0; i < IMAGES * WORDS_PER_IMAGE; i++) {
            shown[i / WORDS_PER_IMAGE][i % WORDS_PER_IMAGE] = word(uniform(STREAM_IMAGE_WORDS, i));
        }
        List<String> names = IntStream.range(0, VOCABULARY).mapToObj(word -> "word" + word).toList();
        InMemoryWordVectors vectors = new InMemoryWordVectors(names, draw(STREAM_VECTORS, VOCABULARY, DIMENSION));
        int[] frequencies = new int[VOCABULARY];
        List<ImageRecord> images = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        for (int image = 0; image < IMAGES; image++) {
            images.add(ImageRecord.ofId(image));
            for (int i = 0; i < CAPTIONS_PER_IMAGE; i++) {
                int[] words = caption(captions.size(), shown[image]);
                IntStream.of(words).distinct().forEach(word -> frequencies[word]++);
                captions.add(new Caption(captions.size(), image,
                        String.join(" ", IntStream.of(words).mapToObj(names::get).toList())));
            }
        }
        InverseDocumentFrequency counts = new InverseDocumentFrequency(captions.size(), frequencies);
        ImageFeatures features = ImageFeatures.of(IntStream.range(0, IMAGES).asLongStream().toArray(),
                features(shown));
        return EmbeddedDataset.embed(CaptionedFeatures.join(new CaptionDataset(images, captions), features),
                new CaptionEmbedder(vectors, counts));
    }

    private static int[] caption(int number, int[] shown) {
        int[] words = new int[WORDS_PER_CAPTION];
        for (int i = 0; i < words.length; i++) {
            double drawn = uniform(STREAM_CAPTION_WORDS, (long) number * WORDS_PER_CAPTION + i);
            words[i] = i % 2 == 0 ? shown[(int) (drawn * shown.length)] : word(drawn);
        }
        return words;
    }

    private static FloatMatrix features(int[][] shown) {
        FloatMatrix looks = draw(STREAM_LOOKS, VOCABULARY, FEATURES);
        FloatMatrix features = draw(STREAM_NOISE, IMAGES, FEATURES);
        for (int image = 0; image < IMAGES; image++) {
            for (int word : shown[image]) {
                for (int i = 0; i < FEATURES; i++) {
                    features.values()[image * FEATURES + i] += looks.get(word, i);
                }
            }
        }
        return features;
    }

    /** Draws values in [-1, 1). */
    static FloatMatrix draw(int stream, int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) (2 * uniform(stream, i) - 1);
        }
        return matrix;
    }

    private static int word(double uniform) {
        return (int) (10 * (Math.pow(1 + VOCABULARY / 10.0, uniform) - 1));
    }

    /** Draws a value in [0, 1). */
    static double uniform(int stream, long index) {
        long z = ((long) stream << 40) + index;
        z *= 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
