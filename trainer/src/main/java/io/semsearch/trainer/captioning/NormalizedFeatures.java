package io.semsearch.trainer.captioning;

import io.semsearch.captioning.CaptionerWeights;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.vector.FloatMatrix;

/** Features of photos with the mean of 0 in each column and the root mean square of 1 in all, for training.
 *
 * @param values shape [photos, F]
 * @param mean   [F], of the photos' features
 * @param scale  of the centred features: the root mean square */
@SuppressWarnings("ArrayRecordComponent") // private to this package, never compared
record NormalizedFeatures(FloatMatrix values, double[] mean, double scale) {

    static NormalizedFeatures of(ImageFeatures features) {
        FloatMatrix values = features.matrix().copy();
        double[] mean = new double[values.columns()];
        for (int i = 0; i < values.values().length; i++) {
            mean[i % mean.length] += values.values()[i] / (double) values.rows();
        }
        double squares = 0;
        for (int i = 0; i < values.values().length; i++) {
            double centred = values.values()[i] - mean[i % mean.length];
            squares += centred * centred;
            values.values()[i] = (float) centred;
        }
        double scale = squares == 0 ? 1 : Math.sqrt(squares / values.values().length);
        for (int i = 0; i < values.values().length; i++) {
            values.values()[i] = (float) (values.values()[i] / scale);
        }
        return new NormalizedFeatures(values, mean, scale);
    }

    /** Weights that take features as they are, from weights that take normalized ones. */
    CaptionerWeights unnormalized(CaptionerWeights weights) {
        FloatMatrix image = weights.image().copy();
        double[] bias = new double[image.columns()];
        for (int feature = 0; feature < image.rows(); feature++) {
            for (int column = 0; column < image.columns(); column++) {
                double weight = image.get(feature, column) / scale;
                image.values()[feature * image.columns() + column] = (float) weight;
                bias[column] -= mean[feature] * weight;
            }
        }
        FloatMatrix imageBias = weights.imageBias().copy();
        for (int column = 0; column < bias.length; column++) {
            imageBias.values()[column] += (float) bias[column];
        }
        return new CaptionerWeights(weights.architecture(), image, imageBias, weights.words(), weights.input(),
                weights.recurrent(), weights.gateBias(), weights.output(), weights.outputBias());
    }
}
