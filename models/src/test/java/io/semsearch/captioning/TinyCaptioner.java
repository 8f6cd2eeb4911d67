package io.semsearch.captioning;

import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Random;

/** Captioners with random weights: three features, words and photos of two values, an LSTM of four. */
final class TinyCaptioner {

    static final CaptionVocabulary WORDS = new CaptionVocabulary(
            List.of("<start>", "<end>", "<unknown>", "a", "dog", "runs"));

    private TinyCaptioner() {}

    static Captioner of(Architecture architecture, long seed) {
        return new Captioner(weights(architecture, WORDS.size(), seed), WORDS);
    }

    static CaptionerWeights weights(Architecture architecture, int words, long seed) {
        Random random = new Random(seed);
        return new CaptionerWeights(architecture, random(random, 3, 2), random(random, 1, 2), random(random, words, 2),
                random(random, architecture == Architecture.PAR ? 4 : 2, 16), random(random, 4, 16),
                random(random, 1, 16), random(random, architecture == Architecture.MERGE ? 6 : 4, words),
                random(random, 1, words));
    }

    private static FloatMatrix random(Random random, int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = 2 * random.nextFloat() - 1;
        }
        return matrix;
    }
}
