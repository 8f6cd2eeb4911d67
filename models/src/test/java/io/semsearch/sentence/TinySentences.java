package io.semsearch.sentence;

import io.semsearch.vector.Vectors;
import java.util.SplittableRandom;

/** A sentence encoder for tests: a random vector for each word, later ones count less. */
public final class TinySentences implements SentenceEncoder {

    public static final int DIMENSION = 6;

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public String fingerprint() {
        return "f00d";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[] encode(String sentence) {
        float[] sum = new float[DIMENSION];
        float weight = 1;
        for (String word : sentence.split(" ")) {
            SplittableRandom random = new SplittableRandom(word.hashCode());
            for (int i = 0; i < DIMENSION; i++) {
                sum[i] += weight * (float) random.nextGaussian();
            }
            weight *= 0.8f;
        }
        Vectors.l2Normalize(sum);
        return sum;
    }
}
