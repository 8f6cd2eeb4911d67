package io.semsearch.search;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that mean nothing, and how well an index answers them: what other answers are held against.
 *
 * <p>A meaningless text is two to seven different words, drawn at random from those that training captions hold. */
final class MeaninglessTexts {

    private static final int TEXTS = 500;
    private static final int FEWEST_WORDS = 2;
    private static final int MOST_WORDS = 7;
    /** Words that the captions must hold, or what is drawn from them is not meaningless. */
    private static final int SMALLEST_VOCABULARY = 100;
    private static final int IMAGES_PER_BLOCK = 8192;
    private static final long SEED = 1;

    private final Snapshot snapshot;

    MeaninglessTexts(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** How far the best image of each text stands out, rising.
     *
     * <p>Cost: texts x images x dimension multiplications, on all processors.
     *
     * @return empty if the captions hold too few words */
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
        for (int text = 0; text < TEXTS; text++) {
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
