package io.semsearch.captioning;

import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;

/** The learned numbers of a captioner, with F features, E values a word or photo, H values of the LSTM, V words.
 *
 * <p>The columns of the LSTM's weights are four blocks of H: the cell's candidate, the forget gate, the output gate,
 * the input gate. All values are finite.
 *
 * @param architecture     where the photo enters
 * @param image            [F, E]: features to the photo's vector
 * @param imageBias        [1, E]
 * @param words            [V, E]: the vector of each word
 * @param input            [I, 4H], of what the LSTM reads: I = 2 E with {@link Architecture#PAR}, the word first; else
 *                         E
 * @param recurrent        [H, 4H], of the LSTM's last output
 * @param gateBias         [1, 4H]
 * @param output           [O, V], to the logit of each word: O = H + E with {@link Architecture#MERGE}, the LSTM first;
 *                         else H
 * @param outputBias       [1, V] */
public record CaptionerWeights(Architecture architecture, FloatMatrix image, FloatMatrix imageBias, FloatMatrix words,
        FloatMatrix input, FloatMatrix recurrent, FloatMatrix gateBias, FloatMatrix output, FloatMatrix outputBias) {

    private static final int GATES = 4;

    /** Checks the shapes and values.
     *
     * @throws IllegalArgumentException if a shape does not fit the others, or a value is not finite */
    public CaptionerWeights {
        int embedding = image.columns();
        int hidden = recurrent.rows();
        require("imageBias", imageBias, 1, embedding);
        require("words", words, words.rows(), embedding);
        require("input", input, architecture == Architecture.PAR ? 2 * embedding : embedding, GATES * hidden);
        require("recurrent", recurrent, hidden, GATES * hidden);
        require("gateBias", gateBias, 1, GATES * hidden);
        require("output", output, architecture == Architecture.MERGE ? hidden + embedding : hidden, words.rows());
        require("outputBias", outputBias, 1, words.rows());
        require("image", image, image.rows(), embedding);
    }

    /** Number of features of a photo. */
    public int featureDimension() {
        return image.rows();
    }

    /** Number of words, the marks among them. */
    public int vocabularySize() {
        return words.rows();
    }

    private static void require(String name, FloatMatrix matrix, int rows, int columns) {
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new IllegalArgumentException("the captioner's '" + name + "' must have the shape [" + rows + ", "
                    + columns + "], got [" + matrix.rows() + ", " + matrix.columns() + "]");
        }
        Vectors.requireFinite(matrix.values(), "the captioner's '" + name + "'");
    }
}
