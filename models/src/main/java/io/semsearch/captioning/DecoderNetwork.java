package io.semsearch.captioning;

import io.semsearch.vector.FixedMatrix;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;

/** The network of a captioner, one word at a time, in plain Java. Immutable; thread-safe.
 *
 * <p>{@code [g f o i] = x W + h R + b}, {@code c' = sigmoid(f) c + sigmoid(i) tanh(g)},
 * {@code h' = sigmoid(o) tanh(c')} (Hochreiter and Schmidhuber 1997, with a forget gate). What a word or the photo adds
 * to the gates is computed once. */
final class DecoderNetwork {

    private final Architecture architecture;
    private final int hidden;
    private final FixedMatrix image;
    private final float[] imageBias;
    /** [V, 4H]: each word's part of the gates, with the bias. */
    private final FloatMatrix wordGates;
    /** [E, 4H]: of the photo's vector, to its part of the gates. */
    private final FixedMatrix imageGates;
    private final float[] gateBias;
    private final FixedMatrix recurrent;
    private final FixedMatrix output;
    /** [E, V]: of the photo's vector, to its part of the logits; without rows where there is none. */
    private final FixedMatrix imageOutput;
    private final float[] outputBias;

    DecoderNetwork(CaptionerWeights weights) {
        architecture = weights.architecture();
        hidden = weights.recurrent().rows();
        int embedding = weights.image().columns();
        image = new FixedMatrix(weights.image());
        imageBias = weights.imageBias().values();
        FloatMatrix input = weights.input();
        wordGates = weights.words().multiply(input.rowRange(0, embedding));
        imageGates = new FixedMatrix(input.rowRange(input.rows() - embedding, input.rows()));
        gateBias = weights.gateBias().values();
        for (int word = 0; word < wordGates.rows(); word++) {
            add(wordGates.values(), word * wordGates.columns(), gateBias);
        }
        recurrent = new FixedMatrix(weights.recurrent());
        output = new FixedMatrix(weights.output().rowRange(0, hidden));
        imageOutput = new FixedMatrix(weights.output().rowRange(hidden, weights.output().rows()));
        outputBias = weights.outputBias().values();
    }

    /** What the network knows of a photo, and its state before the first word. */
    Photo photo(float[] features) {
        FloatMatrix vector = rowOf(imageBias);
        image.addProduct(FloatMatrix.wrap(1, features.length, features), vector);
        FloatMatrix logits = rowOf(outputBias);
        if (architecture == Architecture.MERGE) {
            imageOutput.addProduct(vector, logits);
        }
        FloatMatrix gates = FloatMatrix.zeros(1, gateBias.length);
        if (architecture != Architecture.MERGE) {
            imageGates.addProduct(vector, gates);
        }
        States start = new States(FloatMatrix.zeros(1, hidden), FloatMatrix.zeros(1, hidden));
        if (architecture == Architecture.INIT) {
            add(gates.values(), 0, gateBias);
            start = advance(start, gates);
            Arrays.fill(gates.values(), 0);
        }
        return new Photo(gates.values(), logits.values(), start);
    }

    /** The states after one more word of each text.
     *
     * @param words the number of each text's last word */
    States advance(Photo photo, States states, int[] words) {
        FloatMatrix gates = wordGates.selectRows(words);
        for (int text = 0; text < words.length; text++) {
            add(gates.values(), text * gates.columns(), photo.gates());
        }
        return advance(states, gates);
    }

    /** The logarithm of each word's probability to be the next one of each text, shape [texts, words]. */
    FloatMatrix logProbabilities(Photo photo, States states) {
        FloatMatrix logits = FloatMatrix.zeros(states.outputs().rows(), outputBias.length);
        for (int text = 0; text < logits.rows(); text++) {
            logits.setRow(text, photo.logits());
        }
        output.addProduct(states.outputs(), logits);
        for (int text = 0; text < logits.rows(); text++) {
            subtractLogSum(logits.values(), text * logits.columns(), logits.columns());
        }
        return logits;
    }

    /** @param gates changed */
    private States advance(States states, FloatMatrix gates) {
        recurrent.addProduct(states.outputs(), gates);
        FloatMatrix outputs = FloatMatrix.zeros(gates.rows(), hidden);
        FloatMatrix cells = FloatMatrix.zeros(gates.rows(), hidden);
        for (int text = 0; text < gates.rows(); text++) {
            int at = text * gates.columns();
            for (int j = 0; j < hidden; j++) {
                float[] g = gates.values();
                double cell = sigmoid(g[at + hidden + j]) * states.cells().get(text, j)
                        + sigmoid(g[at + 3 * hidden + j]) * Math.tanh(g[at + j]);
                cells.values()[text * hidden + j] = (float) cell;
                outputs.values()[text * hidden + j] = (float) (sigmoid(g[at + 2 * hidden + j]) * Math.tanh(cell));
            }
        }
        return new States(outputs, cells);
    }

    private static void subtractLogSum(float[] logits, int from, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            max = Math.max(max, logits[i]);
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.exp(logits[i] - max);
        }
        float logSum = (float) (max + Math.log(sum));
        for (int i = from; i < from + count; i++) {
            logits[i] -= logSum;
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static void add(float[] target, int from, float[] values) {
        for (int i = 0; i < values.length; i++) {
            target[from + i] += values[i];
        }
    }

    private static FloatMatrix rowOf(float[] values) {
        return FloatMatrix.wrap(1, values.length, values.clone());
    }

    /** What the network knows of a photo.
     *
     * @param gates  [4H]: its part of the gates at each word; zeros if it has none
     * @param logits [V]: its part of the logits of each word, with the bias
     * @param start  the state before the first word */
    @SuppressWarnings("ArrayRecordComponent") // lives as long as one search
    record Photo(float[] gates, float[] logits, States start) {}

    /** The states of some texts, each a row.
     *
     * @param outputs [texts, H]
     * @param cells   [texts, H] */
    record States(FloatMatrix outputs, FloatMatrix cells) {

        /** The states of some texts. */
        States select(int[] texts) {
            return new States(outputs.selectRows(texts), cells.selectRows(texts));
        }
    }
}
