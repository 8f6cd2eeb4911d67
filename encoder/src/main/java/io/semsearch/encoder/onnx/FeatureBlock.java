package io.semsearch.encoder.onnx;

/** A part of a feature vector: one tensor of the network, pooled.
 *
 * @param tensor           its name
 * @param pooling          how places become one value for each channel
 * @param signedSquareRoot true to replace v by sign(v) sqrt(|v|), so that few large values do not decide alone
 * @param normalized       true to divide the block by the root mean square of its values, photo by photo, so that
 *                         blocks of one weight count alike
 * @param weight           factor of the block, above 0
 * @param dimension        number of values, at least 1 */
public record FeatureBlock(String tensor, Pooling pooling, boolean signedSquareRoot, boolean normalized, float weight,
        int dimension) {

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public FeatureBlock {
        if (tensor.isBlank() || !(weight > 0) || Float.isInfinite(weight) || dimension < 1) {
            throw new IllegalArgumentException(
                    "a block of features needs a tensor, a weight above 0 and a dimension of "
                            + "at least 1, got '" + tensor + "', " + weight + " and " + dimension);
        }
    }

    /** The values as they are. */
    static FeatureBlock plain(String tensor, Pooling pooling, int dimension) {
        return new FeatureBlock(tensor, pooling, false, false, 1, dimension);
    }

    /** Applies root, norm and weight.
     *
     * @param values of a photo, from {@code start}, {@link #dimension} of them; changed */
    void finish(float[] values, int start) {
        double squares = 0;
        for (int i = start; i < start + dimension; i++) {
            if (signedSquareRoot) {
                values[i] = Math.copySign((float) Math.sqrt(Math.abs(values[i])), values[i]);
            }
            squares += (double) values[i] * values[i];
        }
        double rootMeanSquare = Math.sqrt(squares / dimension);
        float factor = normalized && rootMeanSquare > 0 ? (float) (weight / rootMeanSquare) : weight;
        for (int i = start; i < start + dimension; i++) {
            values[i] *= factor;
        }
    }
}
