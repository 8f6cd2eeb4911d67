package io.semsearch.trainer.initialization;

import io.semsearch.projection.ImageProjection;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;

/** Scales image features to mean 0 and a common size: {@code (x - mean) / scale}. Mean and scale are learned from the
 * training images, and become part of the model's projection. Immutable. */
final class FeatureScaler {

    /** A feature whose standard deviation is below this share of the largest one counts as constant. */
    private static final double CONSTANT = 1e-6;

    private final float[] mean;
    private final float[] scale;

    private FeatureScaler(float[] mean, float[] scale) {
        this.mean = mean;
        this.scale = scale;
    }

    /** Learns mean and scale.
     *
     * @param features one row per image, shape [images, featureDimension] */
    static FeatureScaler learn(FeatureScaling kind, FloatMatrix features) {
        int dimension = features.columns();
        float[] mean = new float[dimension];
        float[] scale = new float[dimension];
        Arrays.fill(scale, 1);
        if (kind == FeatureScaling.NONE) {
            return new FeatureScaler(mean, scale);
        }
        double[] averages = means(features, (row, i) -> features.get(row, i));
        // a second pass, since the difference of two large sums would give constant features a deviation
        double[] variances = means(features, (row, i) -> {
            double distance = features.get(row, i) - averages[i];
            return distance * distance;
        });
        for (int i = 0; i < dimension; i++) {
            mean[i] = (float) averages[i];
        }
        double common = Math.sqrt(Arrays.stream(variances).average().orElse(1));
        double largest = Math.sqrt(Arrays.stream(variances).max().orElse(1));
        for (int i = 0; i < dimension; i++) {
            double own = Math.sqrt(variances[i]);
            boolean isConstant = own <= CONSTANT * largest;
            double chosen = kind == FeatureScaling.STANDARDIZE && !isConstant ? own : common;
            scale[i] = chosen > 0 ? (float) chosen : 1;
        }
        return new FeatureScaler(mean, scale);
    }

    private static double[] means(FloatMatrix features, Value value) {
        double[] means = new double[features.columns()];
        for (int row = 0; row < features.rows(); row++) {
            for (int i = 0; i < means.length; i++) {
                means[i] += value.at(row, i);
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= features.rows();
        }
        return means;
    }

    private interface Value {

        double at(int row, int column);
    }

    /** Scales features; the result is a new matrix. */
    FloatMatrix apply(FloatMatrix features) {
        FloatMatrix scaled = FloatMatrix.zeros(features.rows(), features.columns());
        for (int row = 0; row < features.rows(); row++) {
            for (int i = 0; i < mean.length; i++) {
                scaled.values()[row * mean.length + i] = (features.get(row, i) - mean[i]) / scale[i];
            }
        }
        return scaled;
    }

    /** Converts a projection of scaled features to one of unscaled features that has the same results.
     *
     * @param projection shape [featureDimension, semanticDimension] */
    ImageProjection fold(FloatMatrix projection) {
        FloatMatrix weights = FloatMatrix.zeros(projection.rows(), projection.columns());
        double[] bias = new double[projection.columns()];
        for (int row = 0; row < projection.rows(); row++) {
            for (int column = 0; column < bias.length; column++) {
                float weight = projection.get(row, column) / scale[row];
                weights.values()[row * bias.length + column] = weight;
                bias[column] -= (double) mean[row] * weight;
            }
        }
        float[] rounded = new float[bias.length];
        for (int column = 0; column < rounded.length; column++) {
            // adding 0 turns -0 into 0
            rounded[column] = (float) bias[column] + 0f;
        }
        return new ImageProjection(weights, rounded);
    }
}
