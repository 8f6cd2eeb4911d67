package io.semsearch.projection;

import io.semsearch.dataset.ImageFeatures;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;

/** The learned map from image features to the semantic space, {@code se(im) = normalize(im M + b)}. Thread-safe.
 *
 * <p>Shape: [featureDimension] -> [semanticDimension], unit L2 norm. The bias b is the effect of centring the features;
 * it is 0 if they are not centred. */
public final class ImageProjection {

    private final FloatMatrix weights;
    private final float[] bias;

    /** Creates a projection without a bias.
     *
     * @param weights M, shape [featureDimension, semanticDimension]; shared
     * @throws IllegalArgumentException if a weight is NaN or infinite */
    public ImageProjection(FloatMatrix weights) {
        this(weights, new float[weights.columns()]);
    }

    /**
     * @param weights M, shape [featureDimension, semanticDimension]; shared
     * @param bias    b, length semanticDimension; shared
     * @throws IllegalArgumentException if a value is NaN or infinite, or the dimensions differ */
    public ImageProjection(FloatMatrix weights, float[] bias) {
        Vectors.requireFinite(weights.values(), "projection");
        Vectors.requireFinite(bias, "projection's bias");
        if (bias.length != weights.columns()) {
            throw new IllegalArgumentException("the projection gives vectors of " + weights.columns()
                    + " values, its bias has " + bias.length);
        }
        this.weights = weights;
        this.bias = bias;
    }

    /** Number of features per image. */
    public int featureDimension() {
        return weights.rows();
    }

    /** Length of the semantic vectors. */
    public int semanticDimension() {
        return weights.columns();
    }

    /** M, shape [featureDimension, semanticDimension]; shared, do not modify. */
    public FloatMatrix weights() {
        return weights;
    }

    /** b, length semanticDimension; shared, do not modify. */
    public float[] bias() {
        return bias;
    }

    /** Projects the features of one image.
     *
     * @param features length {@link #featureDimension()}, finite; not modified
     * @return a new unit vector
     * @throws IllegalArgumentException if the length differs, a value is not finite, or the projection has zero norm */
    public float[] project(float[] features) {
        requireDimension(features.length);
        Vectors.requireFinite(features, "image features");
        float[] projected = biased(FloatMatrix.wrap(1, features.length, features).multiply(weights)).values();
        if (!Vectors.l2Normalize(projected)) {
            throw new IllegalArgumentException("image features have no place in the semantic space: their projection "
                    + "has length 0 (are all features 0?)");
        }
        return projected;
    }

    /** Projects the features of many images.
     *
     * @return one unit vector per image, shape [images, semanticDimension]
     * @throws IllegalArgumentException if the dimension differs, or a projection has zero norm; the message names the
     *                                  image */
    public FloatMatrix projectAll(ImageFeatures features) {
        requireDimension(features.featureDimension());
        FloatMatrix projected = biased(features.matrix().multiply(weights));
        int failed = projected.l2NormalizeRows();
        if (failed >= 0) {
            throw new IllegalArgumentException("image " + features.imageId(failed)
                    + " has no place in the semantic space: its projection has length 0 (are all features 0?)");
        }
        return projected;
    }

    private FloatMatrix biased(FloatMatrix projected) {
        float[] values = projected.values();
        for (int row = 0; row < projected.rows(); row++) {
            for (int column = 0; column < bias.length; column++) {
                values[row * bias.length + column] += bias[column];
            }
        }
        return projected;
    }

    private void requireDimension(int dimension) {
        if (dimension != featureDimension()) {
            throw new IllegalArgumentException("the model was trained on features of " + featureDimension()
                    + " values, got " + dimension + ": use features of the same encoder, or train again");
        }
    }
}
