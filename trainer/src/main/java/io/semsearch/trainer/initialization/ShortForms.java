package io.semsearch.trainer.initialization;

import io.semsearch.progress.Progress;
import io.semsearch.sentence.SentencePart;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One short form of each training caption, with its vector as a sentence. Where captions are words alone, each step
 * may draw another short form; a sentence encoder is too slow for that. Immutable. */
public final class ShortForms {

    private static final double LEAST = 0.25;
    private static final double MOST = 0.6;
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final int[][] words;
    private final FloatMatrix sentences;

    private ShortForms(int[][] words, FloatMatrix sentences) {
        this.words = words;
        this.sentences = sentences;
    }

    /** Draws the short forms by a seed, and encodes them.
     *
     * @param captions with sentences */
    static ShortForms draw(EmbeddedDataset captions, long seed, Progress progress) {
        int[][] words = IntStream.range(0, captions.size())
                .mapToObj(caption -> some(captions.words(caption), randomOf(seed, 0, caption))).toArray(int[][]::new);
        List<String> sentences = Arrays.stream(words).map(kept -> SentencePart.sentence(
                IntStream.of(kept).mapToObj(captions.embedder().wordVectors()::word).toList())).toList();
        try (Progress.Task task = progress.start("Encoding shortened captions", words.length, "captions")) {
            return new ShortForms(words,
                    captions.embedder().sentencePart().orElseThrow().encoder().encodeAll(sentences, task));
        }
    }

    /** The generator of a caption in a step. */
    public static SplittableRandom randomOf(long seed, int step, int caption) {
        return new SplittableRandom(seed * 31 + step + caption * GOLDEN_RATIO);
    }

    /** A random quarter to 60 % of words, in order; at least one.
     *
     * @param words at least one */
    public static int[] some(int[] words, SplittableRandom random) {
        int kept = Math.max(1, (int) Math.round(words.length * random.nextDouble(LEAST, MOST)));
        int[] places = IntStream.range(0, words.length).toArray();
        for (int i = 0; i < kept; i++) {
            int other = random.nextInt(i, places.length);
            int place = places[i];
            places[i] = places[other];
            places[other] = place;
        }
        return Arrays.stream(places, 0, kept).sorted().map(place -> words[place]).toArray();
    }

    /** The numbers of the words of a caption's short form; shared, do not modify. */
    public int[] words(int caption) {
        return words[caption];
    }

    /** The short forms by the sentence encoder, one row a caption; shared, do not modify. */
    public FloatMatrix sentences() {
        return sentences;
    }
}
