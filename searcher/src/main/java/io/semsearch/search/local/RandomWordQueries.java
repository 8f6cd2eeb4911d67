package io.semsearch.search.local;

import io.semsearch.search.Query;
import io.semsearch.search.Space;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random-word queries, and how far their best images stand out: the background that confidence compares hits with.
 *
 * <p>There are {@value #QUERIES} queries. Each draws {@value #FEWEST_WORDS} to {@value #MOST_WORDS} words with equal
 * probability and with replacement from the words that occur in training captions and have a weight above 0, and drops
 * repetitions. The generator is a {@link SplittableRandom} with a fixed seed, so that a model always has the same
 * queries. */
final class RandomWordQueries {

    private static final int QUERIES = 500;
    private static final int FEWEST_WORDS = 2;
    private static final int MOST_WORDS = 7;
    /** With fewer words in the captions, random ones would often make sense. */
    private static final int SMALLEST_VOCABULARY = 100;
    private static final int IMAGES_PER_BLOCK = 8192;
    private static final long SEED = 1;

    private final Snapshot snapshot;

    RandomWordQueries(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** How far the best image of each query stands out ({@link Background}), ascending, rounded to four decimals.
     *
     * <p>Cost: queries x images x dimension multiplications, on all processors.
     *
     * @return empty if the captions hold too few words, or the index is empty */
    List<Double> bestDeviations() throws IOException {
        CaptionEmbedder embedder = snapshot.model().captionEmbedder();
        int[] words = IntStream.range(0, embedder.wordVectors().size())
                .filter(word -> embedder.documentFrequencies().documentFrequency(word) > 0 && embedder.weight(word) > 0)
                .toArray();
        if (words.length < SMALLEST_VOCABULARY || snapshot.images().size() == 0) {
            return List.of();
        }
        List<Background.Scale> scales = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int query = 0; query < QUERIES; query++) {
            String drawn = random.ints(random.nextInt(FEWEST_WORDS, MOST_WORDS + 1), 0, words.length).distinct()
                    .mapToObj(i -> embedder.wordVectors().word(words[i]).replace('_', ' '))
                    .collect(Collectors.joining(" "));
            scales.add(snapshot.background().scale(snapshot.composer().compose(Query.text(drawn), Space.SEMANTIC)));
        }
        double[] best = bestEvidence(scales);
        return IntStream.range(0, best.length).mapToDouble(text -> scales.get(text).deviation(best[text]))
                .map(deviation -> Math.round(deviation * 1e4) / 1e4).sorted().boxed().toList();
    }

    private double[] bestEvidence(List<Background.Scale> scales) throws IOException {
        FloatMatrix queries = FloatMatrix.zeros(scales.size(), snapshot.manifest().semanticDimension());
        for (int text = 0; text < scales.size(); text++) {
            queries.setRow(text, scales.get(text).query());
        }
        FloatMatrix columns = queries.transpose();
        double[] best = new double[scales.size()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        int[] documents = snapshot.images().live();
        for (int start = 0; start < documents.length; start += IMAGES_PER_BLOCK) {
            int end = Math.min(documents.length, start + IMAGES_PER_BLOCK);
            FloatMatrix evidence = snapshot.images()
                    .vectors(Arrays.copyOfRange(documents, start, end), Space.SEMANTIC, columns.rows())
                    .multiply(columns);
            for (int image = 0; image < evidence.rows(); image++) {
                for (int text = 0; text < best.length; text++) {
                    best[text] = Math.max(best[text], evidence.get(image, text));
                }
            }
        }
        return best;
    }
}
