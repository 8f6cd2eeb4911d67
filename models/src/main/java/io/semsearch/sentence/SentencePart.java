package io.semsearch.sentence;

import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a text adds to the sum of its words' vectors as a whole sentence: {@code (s - mean) A}, with s its vector by a
 * {@link SentenceEncoder}. Thread-safe.
 *
 * <p>The encoder gets the words of the text with blanks between them, known to the model or not. The results for the
 * latest {@value #CACHED} sentences are kept: 2 kB each. */
public final class SentencePart {

    private static final int CACHED = 1000;

    private final SentenceEncoder encoder;
    private final FloatMatrix map;
    private final float[] mean;
    private final Map<String, float[]> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > CACHED;
        }
    };

    /**
     * @param map  A, shape [encoder's dimension, semanticDimension]; shared
     * @param mean of the training captions' vectors, length of the encoder's dimension; shared
     * @throws IllegalArgumentException if the shapes do not fit, or a value is not finite */
    public SentencePart(SentenceEncoder encoder, FloatMatrix map, float[] mean) {
        if (map.rows() != encoder.dimension() || mean.length != encoder.dimension()) {
            throw new IllegalArgumentException("the sentence part is for vectors of " + map.rows() + " and "
                    + mean.length + " values, the encoder " + encoder.name() + " gives " + encoder.dimension());
        }
        Vectors.requireFinite(map.values(), "map of sentences");
        Vectors.requireFinite(mean, "mean of sentences");
        this.encoder = encoder;
        this.map = map;
        this.mean = mean;
    }

    /** A part that adds nothing, yet. */
    public static SentencePart untrained(SentenceEncoder encoder, int semanticDimension) {
        return new SentencePart(encoder, FloatMatrix.zeros(encoder.dimension(), semanticDimension),
                new float[encoder.dimension()]);
    }

    /** What an encoder is given for a text.
     *
     * @param words and phrases, known or not, in order */
    public static String sentence(List<String> words) {
        return String.join(" ", words).replace('_', ' ');
    }

    /** Makes vectors of sentences. */
    public SentenceEncoder encoder() {
        return encoder;
    }

    /** A; shared, do not modify. */
    public FloatMatrix map() {
        return map;
    }

    /** The vector that is subtracted first; shared, do not modify. */
    public float[] mean() {
        return mean;
    }

    /** Length of what it adds. */
    public int semanticDimension() {
        return map.columns();
    }

    /** What a text adds; a new array; all zeros for a text without words.
     *
     * @param words of the text, in order */
    public float[] of(List<String> words) {
        if (words.isEmpty()) {
            return new float[map.columns()];
        }
        String sentence = sentence(words);
        Optional<float[]> known;
        synchronized (latest) {
            known = Optional.ofNullable(latest.get(sentence));
        }
        if (known.isPresent()) {
            return known.get().clone();
        }
        float[] sum = map(encoder.encode(sentence));
        synchronized (latest) {
            latest.put(sentence, sum.clone());
        }
        return sum;
    }

    /** {@code (s - mean) A}; a new array.
     *
     * @param encoded s */
    public float[] map(float[] encoded) {
        float[] sum = new float[map.columns()];
        for (int row = 0; row < mean.length; row++) {
            float value = encoded[row] - mean[row];
            int start = row * sum.length;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += value * map.values()[start + i];
            }
        }
        return sum;
    }
}
